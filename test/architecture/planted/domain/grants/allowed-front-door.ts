export { behind } from '../revenue/index.ts';
