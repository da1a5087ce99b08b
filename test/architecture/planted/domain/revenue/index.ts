export interface Pot {
  readonly revenueMicros: bigint;
}
export { behind } from './behind.ts';
