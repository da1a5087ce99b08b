export type { Pot } from '../revenue/index.ts';
