import { FILLERS } from './grammar/habits.ts';
import { inflect, isForm, type Form } from './grammar/inflection.ts';
import { PHRASES } from './grammar/phrases.ts';
import { SENTENCES, type Kind } from './grammar/sentences.ts';
import type { Random } from './random.ts';
import { TOPICS } from './topics.ts';
import { DEGREES, EVERYDAY, FEELINGS, MANNERS, NUMBERS, PEOPLE, PLACES, SPANS, WHENS } from './words/everyday.ts';
import type { Topic, Vocabulary, Word } from './words/list.ts';

const LISTS: Readonly<Record<string, readonly string[]>> = {
  ...PHRASES,
  person: PEOPLE,
  place: PLACES,
  when: WHENS,
  span: SPANS,
  manner: MANNERS,
  degree: DEGREES,
  feeling: FEELINGS,
  number: NUMBERS,
};

const SOURCE_OF: Readonly<Record<Form, keyof Vocabulary>> = {
  thing: 'things',
  things: 'things',
  verb: 'verbs',
  verbs: 'verbs',
  verbed: 'verbs',
  verbing: 'verbs',
  quality: 'qualities',
};

/** Kinds of sentences as often as people use them; a member uses some of them more. */
const KINDS: readonly Kind[] = ['statement', 'story', 'advice', 'hedge', 'statement', 'story', 'question', 'advice'];
const RARE_KINDS: readonly Kind[] = ['short', 'quote', 'list'];

/**
 * How one made-up member writes: three or four topics, the sentence shapes they like best, and phrases that they fall
 * back on. All members draw from the same lists, common words first, so that what one wrote helps to foresee another.
 */
export class Speaker {
  readonly topics: readonly Topic[];
  private readonly kinds: readonly Kind[];
  private readonly shapes: Readonly<Record<Kind, readonly string[]>>;
  private readonly habits = new Map<readonly string[], readonly string[]>();

  constructor(private readonly random: Random) {
    this.topics = random.shuffled(TOPICS).slice(0, random.between(3, 4));
    this.kinds = [...KINDS, ...RARE_KINDS, random.pick(KINDS), random.pick(RARE_KINDS)];
    const shapes = Object.entries(SENTENCES).map(([kind, all]) => [kind, random.shuffled<string>(all)]);
    this.shapes = Object.fromEntries(shapes) as Record<Kind, string[]>;
  }

  /** Lower case, as if it stood after an opening. */
  sentence(topic: Topic): string {
    const shape = this.random.often(this.shapes[this.random.pick(this.kinds)]);
    return this.fill(shape, topic).replaceAll(/\b(an?) (?=(\w))/gi, (_article, _a, next: string) => {
      return /[aeiou]/i.test(next) ? 'an ' : 'a ';
    });
  }

  /** One of the few from a list that this member uses. */
  habit(all: readonly string[]): string {
    let own = this.habits.get(all);
    if (!own) this.habits.set(all, (own = this.random.shuffled(all).slice(0, 6)));
    return this.random.often(own);
  }

  private fill(shape: string, topic: Topic): string {
    return shape.replaceAll(/\{(\w+)\}/g, (_slot, name: string) => {
      if (name === 'phrase') return this.habit(FILLERS);
      if (isForm(name)) return inflect(this.word(topic, SOURCE_OF[name]), name);
      return this.fill(this.random.often(LISTS[name] as readonly string[]), topic);
    });
  }

  /** The topic's own word, one of a field that it shares with other topics, or one of every topic. */
  private word(topic: Topic, source: keyof Vocabulary): Word {
    const chance = this.random.below(100);
    if (chance < 40) return this.random.often(topic.own[source]);
    if (chance < 60) return this.random.often(this.random.pick(topic.fields)[source]);
    return this.random.often(EVERYDAY[source]);
  }
}
