const NEWLINE = 0x0a;

/** Reads lines and exact amounts from a stream of pieces of any size, holding no more than was asked for and one piece. */
export class ByteReader {
  private readonly source: AsyncIterator<Uint8Array>;
  private pieces: Buffer[] = [];
  private held = 0;
  private ended = false;

  constructor(source: AsyncIterable<Uint8Array>) {
    this.source = source[Symbol.asyncIterator]();
  }

  /** Without its newline, as Latin-1, so that no byte is lost; null when none ends within `limit` bytes. */
  async readLine(limit: number): Promise<string | null> {
    let searched = 0;
    for (;;) {
      const bytes = this.joined();
      const end = bytes.indexOf(NEWLINE, searched);
      if (end >= limit) return null;
      if (end !== -1) return this.take(end + 1).toString('latin1', 0, end);
      searched = this.held;
      if (searched > limit || !(await this.pull())) return null;
    }
  }

  /** `size` bytes; fewer only where the stream ends. */
  async read(size: number): Promise<Buffer> {
    while (this.held < size && (await this.pull()));
    return this.take(Math.min(size, this.held));
  }

  async atEnd(): Promise<boolean> {
    return this.held === 0 && !(await this.pull());
  }

  /** Lets the source go before its end. */
  async close(): Promise<void> {
    if (this.ended) return;
    this.ended = true;
    await this.source.return?.();
  }

  private async pull(): Promise<boolean> {
    while (!this.ended) {
      const next = await this.source.next();
      if (next.done) this.ended = true;
      else if (next.value.byteLength > 0) {
        const { buffer, byteOffset, byteLength } = next.value;
        this.pieces.push(Buffer.from(buffer, byteOffset, byteLength));
        this.held += byteLength;
        return true;
      }
    }
    return false;
  }

  private joined(): Buffer {
    if (this.pieces.length !== 1) this.pieces = [Buffer.concat(this.pieces)];
    return this.pieces[0] as Buffer;
  }

  private take(size: number): Buffer {
    const bytes = this.joined();
    this.pieces = size < bytes.length ? [bytes.subarray(size)] : [];
    this.held -= size;
    return bytes.subarray(0, size);
  }
}
