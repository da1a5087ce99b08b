import type { BallotLine } from './bundle.ts';
import type { SimpleChoice } from './choice.ts';

const AT = '{"at":"';
const BALLOT = '","ballot":"';
const CHOICE = '","choice":"';
const REST = '","key":null,"reason":null,"statement":null,"voter":"';
const END = '"}';

const AT_LENGTH = 24;
const VOTER_LENGTH = 36;

const WORDS: readonly SimpleChoice[] = ['FOR', 'AGAINST', 'ABSTAIN'];

/** Nothing that JSON would read as another sign. Number and voter are looked up, so they are what they say or a fault. */
const SAFE = /^[0-9TZ:.-]*$/;

/**
 * The ballot that is most common by far, read from its place in the line: for or against, without a key and a reason. Null for
 * every other line, which is then read as JSON; that takes three times as long, and there may be a million.
 */
export function plainBallot(text: string): BallotLine | null {
  const ballotAt = AT.length + AT_LENGTH;
  if (!text.startsWith(AT) || !text.startsWith(BALLOT, ballotAt)) return null;
  const ballotFrom = ballotAt + BALLOT.length;
  const ballotEnd = text.indexOf('"', ballotFrom);
  if (!text.startsWith(CHOICE, ballotEnd)) return null;
  const choiceFrom = ballotEnd + CHOICE.length;
  const choice = WORDS.find((word) => text.startsWith(word, choiceFrom));
  if (choice === undefined) return null;
  const restAt = choiceFrom + choice.length;
  const voterFrom = restAt + REST.length;
  const end = voterFrom + VOTER_LENGTH;
  if (!text.startsWith(REST, restAt) || !text.startsWith(END, end) || text.length !== end + END.length) return null;
  const at = text.slice(AT.length, ballotAt);
  if (!SAFE.test(at)) return null;
  const [ballot, voter] = [text.slice(ballotFrom, ballotEnd), text.slice(voterFrom, end)];
  return { ballot, voter, choice, reason: null, statement: null, key: null, at };
}
