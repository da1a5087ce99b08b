/** One number that operators watch, with the labels that tell it from its siblings. */
export interface MetricSample {
  readonly labels?: Readonly<Record<string, string>>;
  readonly value: number | bigint;
}

/** What is measured. A `counter` only grows while a process lives; a `gauge` is how things stand. */
export interface Metric {
  /** Snake case, without the instance's prefix; a time is in seconds, a counter ends in `_total`. */
  readonly name: string;
  readonly help: string;
  readonly type: 'counter' | 'gauge';
  readonly samples: readonly MetricSample[];
}

/** Read whenever somebody looks, so it must be cheap. */
export interface MetricSource {
  readonly name: string;
  read(): Promise<readonly Metric[]>;
}
