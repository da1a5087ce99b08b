export { behind } from '../revenue/behind.ts';
