/** Which part of an age file failed; the names are those of the published test vectors (C2SP/CCTV). */
export type AgeFault = 'header' | 'no match' | 'HMAC' | 'payload';

export class AgeError extends Error {
  readonly fault: AgeFault;
  constructor(fault: AgeFault, message: string) {
    super(message);
    this.name = 'AgeError';
    this.fault = fault;
  }
}
