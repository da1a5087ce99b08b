/** The sort values and the id of a row, as text: where a keyset page starts. Never an offset. */
export type Cursor = readonly string[];

/** `limit` is 1..100. `backward` reads the rows before `from`, and still returns them in list order. */
export interface PageRequest {
  readonly limit: number;
  readonly direction: 'forward' | 'backward';
  readonly from?: Cursor;
}

export interface Page<T> {
  readonly items: readonly T[];
  /** Whether rows follow in the direction that was read. */
  readonly hasMore: boolean;
  readonly cursorOf: (item: T) => Cursor;
}
