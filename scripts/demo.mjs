import { become } from './run.mjs';
import { orExplain } from './terminal.mjs';

// With --json the last line of standard output belongs to a program; what people read goes beside it.
const say = process.argv.includes('--json') ? (line) => console.error(line) : (line) => console.log(line);
await orExplain(() => become('examples/demo/main.js', { say }));
