export { BubblewrapRoom } from './bubblewrap.ts';
export { CompiledAlgorithms } from './compiled-algorithms.ts';
