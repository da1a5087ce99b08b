import type { Random } from './random.ts';
import type { Topic } from './topics.ts';

/**
 * Sentences that all members share, so that what one of them wrote helps to foresee another; the words in the slots are
 * their topics'. `{thing}` and its kin draw from the topic, the others from the lists below.
 */
const SENTENCES: readonly string[] = [
  'I have been {act} for {span} and the {thing} still turns out {quality}.',
  'The {thing} was {quality} at first, but it got better after I changed the {tool}.',
  'Has anyone else tried {act} with a {tool} instead of the usual one?',
  'In my experience {act} {when} makes the biggest difference to the {thing}.',
  'You do not need an expensive {tool}, because most of the work is {act}.',
  'I would start with the {thing} and only then think about {act}.',
  'My {relative} gave me an old {tool} and it has worked {manner} ever since.',
  'It took me {span} to understand why my {thing} was so {quality}.',
  'If your {thing} looks {quality}, check the {tool} before you do anything else.',
  'Thank you for the advice about {act}, it helped me a lot with the {thing}.',
  'Last {time} I spent the whole evening {act} and the {thing} came out {quality}.',
  'I agree that the {tool} matters, but {act} matters more.',
  'What worked for me was {act} {when} and leaving the {thing} alone.',
  'There is no need to worry when the {thing} is {quality} in the beginning.',
  'After {span} of {act} I finally bought a {tool} and I am not going back.',
  'Most people forget that a {quality} {thing} is part of learning.',
  'The difference between a good {thing} and a {quality} one is mostly {act}.',
  'I keep notes about {act} so that I can compare each {thing} with the last one.',
  'Does it matter whether the {tool} is new if the {thing} is already {quality}?',
  'To be honest, {act} {when} is the part that I enjoy the most.',
];

const SPANS = ['two weeks', 'a few months', 'almost a year', 'three years', 'most of the winter', 'about ten days'];
const WHENS = ['in the morning', 'every weekend', 'after work', 'before anything else', 'twice a week', 'very slowly'];
const RELATIVES = ['neighbour', 'uncle', 'sister', 'friend from work', 'grandmother', 'landlord'];
const MANNERS = ['without any trouble', 'really well', 'better than expected', 'every single day', 'quite reliably'];
const TIMES = ['month', 'spring', 'saturday', 'week', 'autumn', 'sunday'];
const CLOSINGS = [
  'Hope that helps.',
  'Good luck with it!',
  'Let me know how it goes.',
  'Just my two cents.',
  'Your mileage may vary.',
];
const OPENINGS = [
  'Honestly,',
  'For what it is worth,',
  'Same here,',
  'In the end',
  'So far',
  'As a beginner',
  'After all that',
  'Just to add,',
  'Sorry for the late answer,',
  'Quick update:',
  'Not sure about the rest, but',
  'Good question,',
  'Small tip:',
  'Around here',
];
const EMOJI = ['🙂', '🎉', '👍', '😅', '🌱', '🚲', '☕'];

/** How a made-up member writes: their topics, the sentences they like best, and things that only they have. */
export interface Voice {
  readonly topics: readonly Topic[];
  readonly sentences: readonly string[];
  readonly ownThings: readonly string[];
}

export function voiceOf(random: Random, topics: readonly Topic[]): Voice {
  const ownThings = Array.from({ length: 6 }, () => `${random.pick(PLACES)} ${random.pick(OWNED)}`);
  return { topics: random.shuffled(topics).slice(0, 3), sentences: random.shuffled(SENTENCES).slice(0, 14), ownThings };
}

const PLACES = [
  'attic',
  'balcony',
  'riverside',
  'northside',
  'blue',
  'borrowed',
  'basement',
  'harbour',
  'corner',
  'rooftop',
];
const OWNED = ['project', 'notebook', 'corner', 'setup', 'experiment', 'bench', 'routine', 'diary', 'shelf', 'plan'];

/** Words before closing and emoji; with them no text has more than 60. */
const LONGEST = 52;

/** A text of about `words` words, in one paragraph or several. */
export function writeText(random: Random, voice: Voice, topic: Topic, words: number): string {
  const sentences: string[] = [];
  for (let count = 0; count < words;) {
    const bare = writeSentence(random, voice, topic);
    const sentence = count === 0 && random.chance(60) ? `${random.pick(OPENINGS)} ${uncapitalised(bare)}` : bare;
    const length = sentence.split(' ').length;
    if (count > 0 && count + length > LONGEST) break;
    sentences.push(sentence);
    count += length;
  }
  if (words > 20 && random.chance(25)) sentences.push(random.pick(CLOSINGS));
  if (random.chance(5)) sentences.push(random.pick(EMOJI));
  const breakAt =
    sentences.length > 2 && random.chance(30) ? random.between(1, sentences.length - 1) : sentences.length;
  const paragraphs = [sentences.slice(0, breakAt), sentences.slice(breakAt)].filter((part) => part.length > 0);
  return paragraphs.map((part) => part.join(' ')).join('\n\n');
}

export function writeTitle(random: Random, voice: Voice, topic: Topic): string {
  return writeSentence(random, voice, topic).replace(/[.!]$/, '');
}

function uncapitalised(sentence: string): string {
  return /^I\b/.test(sentence) ? sentence : sentence.charAt(0).toLowerCase() + sentence.slice(1);
}

function writeSentence(random: Random, voice: Voice, topic: Topic): string {
  const own = random.chance(12);
  return random.pick(voice.sentences).replaceAll(/\{(\w+)\}/g, (_slot, name: string) => {
    if (name === 'thing' && own) return random.pick(voice.ownThings);
    const word = wordFor(random, topic, name);
    return name === 'quality' && random.chance(4) ? `"${word}"` : word;
  });
}

function wordFor(random: Random, topic: Topic, slot: string): string {
  const lists: Readonly<Record<string, readonly string[]>> = {
    thing: topic.things,
    tool: topic.tools,
    act: topic.acts,
    quality: topic.qualities,
    span: SPANS,
    when: WHENS,
    relative: RELATIVES,
    manner: MANNERS,
    time: TIMES,
  };
  return random.pick(lists[slot] as readonly string[]);
}

/** Words of nobody's language: whatever is learnt from them helps with no other member. */
export function pseudoWords(random: Random, count: number): string[] {
  const consonants = 'bcdfghjklmnpqrstvwxz';
  const mark = random.text(consonants, 3);
  return Array.from({ length: count }, () => {
    const syllables = Array.from(
      { length: random.between(1, 3) },
      () => random.text(consonants, 1) + random.text('aeiouy', 1),
    );
    return syllables.join('') + mark + random.text('aeiouy', 1);
  });
}
