/** The embedded servers could not be brought up. The message says what to do; `log` holds what the server said last. */
export class EmbeddedServerFault extends Error {
  override readonly name = 'EmbeddedServerFault';
  readonly log: readonly string[];

  constructor(message: string, log: readonly string[] = []) {
    super(log.length === 0 ? message : `${message}\nIts last words:\n${log.map((line) => `  ${line}`).join('\n')}`);
    this.log = log;
  }
}
