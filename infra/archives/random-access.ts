/** Bytes that can be read from any place without reading what lies before. */
export interface RandomAccess {
  readonly sizeBytes: number;
  /** From `start` up to, not including, `end`. */
  read(start: number, end: number): AsyncIterable<Buffer>;
  close(): Promise<void>;
}
