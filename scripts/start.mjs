import { become, serversAreNeeded } from './run.mjs';
import { orExplain } from './terminal.mjs';

await orExplain(() => become('main.js', { needServers: serversAreNeeded() }));
