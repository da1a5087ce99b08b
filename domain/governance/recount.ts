import { canonicalJson, digestOf, sha256Hex, type Id, type Json } from '../shared/index.ts';
import {
  BUNDLE_FORMAT,
  headAfter,
  type BallotLine,
  type ChainLine,
  type BundleHeader,
  type OpenedLine,
  type RestoringLine,
  type RollLine,
  type StruckLine,
} from './bundle.ts';
import { assertChoice, type Choice } from './choice.ts';
import { contentDigest } from './published-content.ts';
import { plainBallot } from './plain-line.ts';
import { plainRound } from './ranked.ts';
import { rollDigest } from './roll.ts';
import { BallotsSeen, type Signs } from './signs.ts';
import {
  countBallots,
  defeatReason,
  roundsOf,
  tallyOf,
  weighBallots,
  type Count,
  type Tally,
  type WeighedBallot,
} from './tally.ts';

/** A ballot's statement, to be checked by who has the cryptography. */
export interface StatementToCheck {
  readonly line: BallotLine;
  readonly proposalId: Id;
  readonly instance: string;
}

export interface Recounted {
  /** What is wrong, in words; nothing where the bundle proves its result. */
  readonly faults: readonly string[];
  readonly title: string;
  readonly outcome: string;
  readonly choices: readonly string[];
  readonly powers: readonly bigint[];
  /** Behind ballots that were struck. */
  readonly struckPower: bigint;
  /** The same of ballots that their voters' keys signed, with the power behind them; null of a secret vote. */
  readonly signedPowers: readonly bigint[] | null;
  readonly voters: number;
  readonly ballots: number;
  /** How many ballots carry a statement. */
  readonly statements: number;
  /** How the vote was cast, for people to look at. */
  readonly signs: Signs;
}

interface Cast {
  readonly choice: Choice;
  readonly signed: boolean;
  /** Null of a secret ballot, and of what was struck. */
  readonly at: string | null;
  /** Its place in the chain. */
  readonly number: string;
}

/** Of one voter on the roll. A million ballots come by here, and each looks its voter up once. */
interface Voter {
  cast: Cast | null;
  /** What counted before it was struck. */
  struck: Cast | null;
}

/** Counts a vote again from the lines of its bundle and from nothing else, in one pass. */
export class Recount {
  private header: BundleHeader | null = null;
  private readonly roll: RollLine[] = [];
  private readonly voters = new Map<string, Voter>();
  private readonly opened: OpenedLine[] = [];
  private readonly seen = new BallotsSeen();
  private readonly found: string[] = [];
  private weighedOnce: WeighedBallot[] | null = null;
  private head = '';
  private ballots = 0;
  private statements = 0;

  /** The statement of this line, if it has one, for the signature to be checked. A line that is none of a bundle is a fault. */
  line(text: string): StatementToCheck | null {
    const plain = this.header && plainBallot(text);
    if (plain) return this.entered(this.header as BundleHeader, plain);
    const line = JSON.parse(text) as Partial<{ header: BundleHeader }> & Partial<RollLine & BallotLine>;
    if (line.header) this.begin(line.header);
    else if (!this.header) throw new TypeError('A bundle begins with its header.');
    else if (line.ballot !== undefined) return this.entered(this.header, line as ChainLine);
    else if (line.voter !== undefined) this.entry(line as RollLine);
    else if (line.choice !== undefined) this.opened.push(line as unknown as OpenedLine);
    else this.found.push('a line is none that a bundle has');
    return null;
  }

  fault(what: string): void {
    if (this.found.length < 100) this.found.push(what);
  }

  finish(): Recounted {
    const header = this.header;
    if (!header) throw new TypeError('This is no bundle: it has no header.');
    const { proposal, result } = header;
    this.checkRoll(header);
    if (this.head !== result.head || String(this.ballots) !== result.sequence) {
      this.fault('the chain of ballots does not end where the result says');
    }
    const weighed = this.weighed(header);
    const counted = countBallots(proposal, weighed);
    const count = proposal.rules.secret ? { ...counted, castPower: this.castPower() } : counted;
    const isHidden = result.powers === null;
    if (proposal.rules.secret && !isHidden) this.checkOpened(header, count.castPower);
    if (!isHidden) this.compare(header, this.settled(header, count, weighed), count);
    const signed = proposal.rules.secret ? null : weighed.filter(({ userId }) => this.voters.get(userId)?.cast?.signed);
    return {
      faults: this.found,
      title: proposal.title,
      outcome: [result.outcome, result.reason].filter(Boolean).join(': '),
      choices: proposal.choices,
      powers: count.powers,
      struckPower: this.struckPower(),
      signedPowers: signed && countBallots(proposal, signed).powers,
      voters: [...this.voters.values()].filter(({ cast }) => cast && cast.choice !== 'STRUCK').length,
      ballots: this.ballots,
      statements: this.statements,
      signs: this.signs(),
    };
  }

  private begin(header: BundleHeader): void {
    this.header = header;
    const { proposal } = header;
    const format: string = header.format;
    if (format !== BUNDLE_FORMAT) this.fault(`the format is ${format}, not ${BUNDLE_FORMAT}`);
    if (digestOf(proposal.params) !== proposal.paramsDigest || contentDigest(proposal) !== proposal.contentDigest) {
      this.fault('what was asked is not what its digest names');
    }
    this.head = proposal.rollDigest;
  }

  private entry(line: RollLine): void {
    this.roll.push(line);
    if (this.voters.has(line.voter)) this.fault(`the voter ${line.voter} is on the roll twice`);
    this.voters.set(line.voter, { cast: null, struck: null });
  }

  private entered({ proposal, instance }: BundleHeader, line: ChainLine): StatementToCheck | null {
    this.ballots += 1;
    if (Number(line.ballot) !== this.ballots)
      this.fault(`ballot ${line.ballot} is not the next after ${this.ballots - 1}`);
    const voter = this.voters.get(line.voter) ?? this.stranger(line);
    const statement = 'statement' in line ? line.statement : null;
    this.head = headAfter(this.head, line, statement && sha256Hex(statement));
    if ('struck' in line) return this.strike(line, voter);
    if ('restores' in line) return this.restore(line, voter);
    const at = 'at' in line ? line.at : null;
    this.seen.see(at, voter.cast !== null);
    if (voter.cast?.choice === 'STRUCK') this.fault(`ballot ${line.ballot} is of a voter who was struck`);
    if ('commitment' in line) {
      voter.cast = { choice: 'ABSTAIN', signed: false, at, number: line.ballot };
      return null;
    }
    try {
      const choice = assertChoice(proposal, line.choice);
      voter.cast = { choice, signed: statement !== null, at, number: line.ballot };
    } catch {
      this.fault(`ballot ${line.ballot} chooses what cannot be chosen`);
    }
    if (statement === null) return null;
    this.statements += 1;
    return { line, proposalId: proposal.id, instance };
  }

  /** Counted apart, for it is not on the roll. */
  private stranger({ ballot }: ChainLine): Voter {
    this.fault(`ballot ${ballot} is of nobody on the roll`);
    return { cast: null, struck: null };
  }

  private strike({ ballot }: StruckLine, voter: Voter): null {
    if (!voter.cast || voter.cast.choice === 'STRUCK') this.fault(`entry ${ballot} strikes what does not count`);
    else voter.struck = voter.cast;
    voter.cast = { choice: 'STRUCK', signed: false, at: null, number: ballot };
    return null;
  }

  private restore({ ballot, restores }: RestoringLine, voter: Voter): null {
    if (voter.struck?.number === restores && voter.cast?.choice === 'STRUCK') voter.cast = voter.struck;
    else this.fault(`entry ${ballot} restores what was not struck`);
    return null;
  }

  private checkRoll({ proposal }: BundleHeader): void {
    const published = this.roll.map(({ voter, power, delegate }) => ({ voter, power: BigInt(power), delegate }));
    if (rollDigest(published) !== proposal.rollDigest) this.fault('the roll is not what its digest names');
    const total = published.reduce((sum, { power }) => sum + power, 0n);
    if (total !== BigInt(proposal.rollTotal)) this.fault(`the roll has ${total}, not ${proposal.rollTotal}`);
  }

  /** The power that was cast is known from who cast a ballot, whatever it says: what was opened must come to it. */
  private checkOpened({ proposal }: BundleHeader, castPower: bigint): void {
    const powers = this.opened.map(({ power }) => BigInt(power));
    const each = new Set(this.opened.map(({ choice }) => canonicalJson(choice)));
    const fits =
      proposal.method === 'APPROVAL'
        ? powers.every((power) => power <= castPower)
        : powers.reduce((sum, power) => sum + power, 0n) === castPower;
    if (!fits || each.size < powers.length) {
      this.fault(`the sums that were opened of ${proposal.title} do not come to the power that was cast`);
    }
  }

  /** Under APPROVAL one ballot is in several sums, so what was cast is never taken from these. */
  private castPower(): bigint {
    return this.counting().reduce((sum, { power }) => sum + power, 0n);
  }

  private counting(): WeighedBallot[] {
    return this.behind().filter(({ choice }) => choice !== 'STRUCK');
  }

  private signs(): Signs {
    const counting = this.counting().map(({ userId, power }) => ({
      ...(this.voters.get(userId)?.cast as Cast),
      power,
    }));
    const own = this.roll.filter(({ voter }) => (this.voters.get(voter)?.cast?.choice ?? 'STRUCK') !== 'STRUCK');
    const ownPower = own.reduce((sum, { power }) => sum + BigInt(power), 0n);
    return this.seen.signsOf(counting, ownPower, this.struckPower());
  }

  private struckPower(): bigint {
    const struck = this.behind().filter(({ choice }) => choice === 'STRUCK');
    return struck.reduce((sum, { power }) => sum + power, 0n);
  }

  /** What each voter's ballot weighs; of a secret vote not what it says. */
  private behind(): WeighedBallot[] {
    return (this.weighedOnce ??= weighBallots(
      this.roll.map(({ voter, power, delegate }) => ({ userId: voter, power: BigInt(power), delegateId: delegate })),
      [...this.voters].flatMap(([userId, { cast }]) => (cast ? [{ userId, choice: cast.choice }] : [])),
    ));
  }

  private weighed({ proposal }: BundleHeader): WeighedBallot[] {
    if (!proposal.rules.secret) return this.behind();
    return this.opened.map(({ choice, power }, i) => {
      return { userId: String(i), choice: assertChoice(proposal, choice), power: BigInt(power) };
    });
  }

  private settled({ proposal, result }: BundleHeader, count: Count, weighed: readonly WeighedBallot[]) {
    const tally = tallyOf(proposal.rules, BigInt(proposal.rollTotal), proposal, count);
    if (proposal.method !== 'RANKED') return { tally, rounds: null };
    const { winner, rounds } = roundsOf(proposal, weighed, this.head);
    const same =
      canonicalJson(rounds.map(plainRound) as unknown as Json) === canonicalJson(result.rounds as unknown as Json);
    if (!same) this.fault('the rounds of the run-off are others');
    return { tally: { ...tally, leading: winner, approved: winner !== null }, rounds };
  }

  private compare({ proposal, result }: BundleHeader, { tally }: { tally: Tally }, count: Count): void {
    const reason = defeatReason(proposal, tally);
    const same =
      String(count.powers) === String(result.powers) &&
      String(count.castPower) === result.castPower &&
      this.struckPower() === BigInt(result.struckPower ?? 0) &&
      tally.leading === result.winner &&
      reason === result.reason &&
      result.outcome === (reason ? 'DEFEATED' : 'SUCCEEDED');
    if (!same) {
      this.fault(
        `the count is ${count.powers.join(', ')} and ${reason ?? 'SUCCEEDED'}, not ${result.powers?.join(', ')}`,
      );
    }
  }
}
