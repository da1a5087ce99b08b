export { changed } from '../shared/index.ts';
