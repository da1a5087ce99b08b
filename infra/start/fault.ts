/** A start that only a person can mend. The message is all they are shown: what to do, no trace, and never a secret. */
export class StartFault extends Error {
  override readonly name: string = 'StartFault';
}
