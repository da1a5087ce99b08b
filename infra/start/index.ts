export { openDataFolder } from './data-folder.ts';
export { StartFault } from './fault.ts';
export { explainListening } from './listening.ts';
export { PATIENCE_MS, waitForServer } from './wait-for-server.ts';
