import { become } from './run.mjs';
import { orExplain } from './terminal.mjs';

// `node scripts/bench.mjs start --json`: what is measured has the last line of standard output to itself.
const [name = 'start'] = process.argv.splice(2, 1);
await orExplain(() => become(`bench/${name}.js`, { say: (line) => console.error(line) }));
