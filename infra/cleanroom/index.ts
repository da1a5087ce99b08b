export { BubblewrapRoom } from './bubblewrap.ts';
export { ALGORITHM_FAMILIES, CompiledAlgorithms } from './compiled-algorithms.ts';
