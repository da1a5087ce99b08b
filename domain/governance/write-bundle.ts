import type { SignAsInstance, Statements } from '../identity/index.ts';
import { canonicalJson, NotFound, type Id, type Json } from '../shared/index.ts';
import { createHash } from 'node:crypto';
import type { BallotBox } from './ballot-box.ts';
import { ballotCommitment, type Ballot } from './ballot.ts';
import { BUNDLE_FORMAT, BUNDLE_TYPE, type BundleHeader, type BundleLine, type ChainLine } from './bundle.ts';
import { choiceText, partsOf, readChoice, type Ballotable, type Choice, type SimpleChoice } from './choice.ts';
import { NotDecided } from './errors.ts';
import type { Ballots, Proposals, Rolls } from './ports.ts';
import type { Proposal } from './proposal.ts';
import { plainRound } from './ranked.ts';
import { publishedRoll, type RollEntry } from './roll.ts';
import { weighBallots } from './tally.ts';
import { FEWEST_SECRET_VOTERS } from './visibility.ts';

const PAGE = 2_000;

/** Publishes a closed vote, so that anyone can count it again with `recount` and nothing else. */
export class WriteBundle {
  constructor(
    private readonly instance: string,
    private readonly proposals: Pick<Proposals, 'byId'>,
    private readonly rolls: Pick<Rolls, 'listed'>,
    private readonly ballots: Pick<Ballots, 'boxes' | 'page'>,
    private readonly statements: Pick<Statements, 'proofs'>,
    private readonly sign: Pick<SignAsInstance, 'execute'>,
  ) {}

  /** The lines, each with its end. Throws NOT_FOUND, NOT_DECIDED, before the first of them. */
  async execute(proposalId: Id): Promise<AsyncIterable<string>> {
    const proposal = await this.proposals.byId(proposalId);
    if (!proposal) throw new NotFound('The proposal', ['proposalId']);
    if (proposal.decidedAt === null) throw new NotDecided(proposal.state);
    return this.sealed(this.lines(proposal));
  }

  private async *sealed(lines: AsyncIterable<BundleLine>): AsyncGenerator<string> {
    const hash = createHash('sha256');
    for await (const line of lines) {
      const text = `${canonicalJson(line as unknown as Json)}\n`;
      hash.update(text);
      yield text;
    }
    const seal = await this.sign.execute(BUNDLE_TYPE, { instance: this.instance, digest: hash.digest('hex') });
    yield `${canonicalJson({ seal })}\n`;
  }

  private async *lines(proposal: Proposal): AsyncGenerator<BundleLine> {
    const { id, rules } = proposal;
    const box = (await this.ballots.boxes([id])).get(id);
    const isShown = !rules.secret || Number(box?.voters) >= FEWEST_SECRET_VOTERS;
    yield {
      header: headerOf(this.instance, proposal, box, isShown),
    };
    const roll = await this.rolls.listed(id);
    for (const { voter, power, delegate } of publishedRoll(roll)) yield { voter, power: power.toString(), delegate };
    const current: Ballot[] = [];
    for (let after = 0n; ;) {
      const page = await this.ballots.page(id, after, PAGE);
      for (const line of rules.secret ? commitments(page) : await this.opened(page)) yield line;
      if (rules.secret) current.push(...page.filter(({ replacedAt }) => replacedAt === null));
      if (page.length < PAGE) break;
      after = (page.at(-1) as Ballot).sequence;
    }
    if (rules.secret && isShown) yield* sums(proposal, roll, current);
  }

  private async opened(page: readonly Ballot[]): Promise<BundleLine[]> {
    const ids = page
      .filter(({ statementDigest }) => statementDigest !== null)
      .map(({ statementId }) => statementId as Id);
    const proofs = await this.statements.proofs(ids);
    return page.map((ballot) => {
      const { sequence, pseudonym: voter, choice, reason, statementId, salt, castAt } = ballot;
      const proof = statementId === null ? undefined : proofs.get(statementId);
      return (
        decided(ballot) ?? {
          ballot: sequence.toString(),
          voter,
          choice: readChoice(choice),
          reason,
          statement: proof?.jws ?? null,
          key: proof?.jwk ?? null,
          ...(salt !== null && { salt }),
          at: castAt.toISOString(),
        }
      );
    });
  }
}

function commitments(page: readonly Ballot[]): BundleLine[] {
  return page.map((ballot) => {
    const { sequence, pseudonym: voter } = ballot;
    return decided(ballot) ?? { ballot: sequence.toString(), voter, commitment: ballotCommitment(ballot) };
  });
}

/** What was decided about a ballot is said in the open, also where ballots are secret; null of what a voter cast. */
function decided({ sequence, pseudonym: voter, choice, reason, restores, castAt }: Ballot): ChainLine | null {
  const place = { ballot: sequence.toString(), voter, at: castAt.toISOString() };
  if (choice === 'STRUCK') return { ...place, struck: reason as string };
  return restores === null ? null : { ...place, restores: restores.toString() };
}

/** In the order of what they say. */
function sums(on: Proposal, roll: readonly RollEntry[], current: readonly Ballot[]): BundleLine[] {
  const cast = current.map(({ userId, choice }) => ({ userId, choice: readChoice(choice) }));
  const behind = new Map<string, bigint>();
  for (const { choice, power } of weighBallots(roll, cast)) {
    for (const [said, part] of sharesOf(on, choice, power)) behind.set(said, (behind.get(said) ?? 0n) + part);
  }
  const said = [...behind].filter(([, power]) => power > 0n).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return said.map(([choice, power]) => ({ choice: readChoice(choice), power: power.toString() }));
}

/** A ballot's parts by place, each as a ballot that chooses only that would say it. */
function sharesOf(on: Ballotable, choice: Choice, power: bigint): readonly (readonly [string, bigint])[] {
  if (choice === 'STRUCK') return [];
  if (choice === 'ABSTAIN' || on.method === 'RANKED') return [[choiceText(choice), power]];
  const alone = (place: number): Choice => {
    if (on.method === 'SIMPLE') return on.choices[place] as SimpleChoice;
    return on.method === 'WEIGHTED' ? [[place, 1]] : [place];
  };
  return partsOf(on, choice, power).map((part, place) => [choiceText(alone(place)), part] as const);
}

function headerOf(instance: string, proposal: Proposal, box: BallotBox | undefined, isShown: boolean): BundleHeader {
  const { id, groupId, kind, params, title, authorId, rules, electorate } = proposal;
  const { method, choices: list, paramsDigest, rollTotal, rollDigest, contentDigest, defeatReason } = proposal;
  const asked = { groupId, kind, params, title, authorId, rules, electorate };
  const frozen = { method, choices: list, paramsDigest, rollTotal: rollTotal.toString(), rollDigest };
  const rounds = proposal.rounds?.map(plainRound) ?? null;
  return {
    format: BUNDLE_FORMAT,
    instance,
    proposal: { id, ...asked, ...frozen, contentDigest },
    result: {
      outcome: defeatReason ? 'DEFEATED' : 'SUCCEEDED',
      reason: defeatReason,
      powers: isShown ? (proposal.powers as readonly bigint[]).map(String) : null,
      castPower: String(proposal.castPower),
      ...(box && box.struckPower > 0n && { struckPower: box.struckPower.toString() }),
      winner: isShown ? proposal.winner : null,
      rounds: isShown ? rounds : null,
      sequence: (box?.sequence ?? 0n).toString(),
      head: box?.head ?? '',
    },
  };
}
