export { behind } from '../../domain/revenue/behind.ts';
