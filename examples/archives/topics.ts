import type { Topic } from './words/list.ts';
import { INDOORS } from './words/topics-indoors.ts';
import { OUTDOORS_AND_MAKING } from './words/topics-outdoors.ts';

/** Written for this generator; nothing here was said by anybody. */
export const TOPICS: readonly Topic[] = [...INDOORS, ...OUTDOORS_AND_MAKING];
