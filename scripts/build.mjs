import { compile } from './compile.mjs';
import { orExplain } from './terminal.mjs';

await orExplain(() => compile());
