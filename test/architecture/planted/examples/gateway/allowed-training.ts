export { model } from '../../domain/training/index.ts';
