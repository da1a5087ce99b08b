import { StartFault } from '../start/index.ts';

/** The embedded servers could not be brought up. The message says what to do; `log` holds what the server said last. */
export class EmbeddedServerFault extends StartFault {
  override readonly name = 'EmbeddedServerFault';
  readonly headline: string;
  readonly log: readonly string[];

  constructor(headline: string, log: readonly string[] = []) {
    super(log.length === 0 ? headline : `${headline}\nIts last words:\n${log.map((line) => `  ${line}`).join('\n')}`);
    this.headline = headline;
    this.log = log;
  }
}
