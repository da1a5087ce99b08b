export { behind } from '../../domain/revenue/index.ts';
