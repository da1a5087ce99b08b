import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { calculateJwkThumbprint } from 'jose';
import { recountFile } from '../../cli/recounting.ts';
import {
  Ballot,
  ballotDigest,
  chainHead,
  CHOICES,
  contentDigest,
  countBallots,
  emptyBox,
  freezeRoll,
  Proposal,
  SIMPLE,
  signedVote,
  weighBallots,
  WriteBundle,
  type Roll,
} from '../../domain/governance/index.ts';
import { STATEMENT_TYPE, type PublicJwk } from '../../domain/identity/index.ts';
import { canonicalJson, changed, digestOf, newId, sha256Hex, type Id } from '../../domain/shared/index.ts';

const RULES = {
  votingDelayMs: 0,
  votingPeriodMs: 3_600_000,
  noticePeriodMs: 3_600_000,
  gracePeriodMs: 3_600_000,
  quorumPpm: 0,
  thresholdPpm: 500_000,
  abstainCountsToQuorum: true,
};
const INSTANCE = 'bench';
const START = new Date('2026-01-01T00:00:00.000Z');

interface Signer {
  readonly kid: string;
  readonly jwk: PublicJwk;
  readonly key: KeyObject;
}

/** How long a recount of so many ballots takes, of a roll of so many; with `signers`, each ballot is signed by one of them. */
export async function measureRecount(
  folder: string,
  voters: number,
  ballots: number,
  signers: number,
): Promise<number> {
  const path = join(folder, `bundle-${ballots}.json`);
  await writeVote(path, voters, ballots, await Promise.all(Array.from({ length: signers }, signer)));
  const begun = performance.now();
  const report = await recountFile(path, { signatures: signers > 0, keys: null });
  const seconds = (performance.now() - begun) / 1_000;
  if (report.faults.length > 0 || report.ballots !== ballots)
    throw new Error(`The recount failed: ${report.faults[0]}`);
  return seconds;
}

async function writeVote(path: string, voters: number, ballots: number, signers: readonly Signer[]): Promise<void> {
  const roll = freezeRoll(
    Array.from({ length: voters }, () => newId()).map((id) => ({ personId: id, userId: id, power: 1n })),
  );
  const proofs = new Map<Id, { jws: string; jwk: PublicJwk }>();
  const published = publishedOn(roll);
  const ballotAt = (i: number) => ballotOf(published, roll, i, signers, proofs);
  let box = emptyBox(published);
  for (let i = 0; i < ballots; i += 1) {
    const { sequence, digest } = ballotAt(i);
    box = changed(box, { sequence, head: chainHead(box.head, { sequence, digest }) });
  }
  const current = roll.entries.slice(0, Math.min(voters, ballots)).map(({ userId }, at) => {
    const last = at + voters * Math.floor((ballots - 1 - at) / voters);
    return { userId, choice: CHOICES[last % 3] as (typeof CHOICES)[number] };
  });
  const { powers, castPower } = countBallots(SIMPLE, weighBallots(roll.entries, current));
  const [first, second] = powers as [bigint, bigint];
  const winner = first === second ? null : first > second ? 0 : 1;
  const reason = first > second ? null : first === second ? 'TIE' : 'NOT_APPROVED';
  const decided = { powers, castPower, winner, defeatReason: reason, decidedAt: START } as const;
  const page = async (_id: Id, after: bigint, limit: number) => {
    const from = Number(after);
    return Array.from({ length: Math.min(limit, ballots - from) }, (_, i) => ballotAt(from + i));
  };
  const write = new WriteBundle(
    INSTANCE,
    { byId: async () => changed(published, decided) },
    { listed: async () => [...roll.entries] },
    { boxes: async () => new Map([[published.id, box]]), page },
    { proofs: async () => proofs },
    { execute: async () => 'seal' },
  );
  const file = createWriteStream(path);
  for await (const line of await write.execute(published.id)) if (!file.write(line)) await once(file, 'drain');
  file.end();
  await once(file, 'close');
}

function publishedOn({ total, digest: rollDigest }: Roll): Proposal {
  const asked = { groupId: newId(), kind: 'advisory', params: {}, title: 'A question', authorId: newId() };
  const frozen = { ...asked, ...SIMPLE, rules: RULES, electorate: 'members', paramsDigest: digestOf({}), rollDigest };
  return new Proposal({
    ...frozen,
    id: newId(),
    rollTotal: total,
    contentDigest: contentDigest({ ...frozen, rollTotal: total.toString() }),
    createdAt: START,
    startsAt: START,
    endsAt: START,
    state: 'ACTIVE',
    defeatReason: null,
    powers: null,
    castPower: null,
    winner: null,
    rounds: null,
    decidedAt: null,
    eta: null,
    expiresAt: null,
    executionAttempts: 0,
    failureCode: null,
    rejectionAttempts: 0,
    rejectUntil: null,
    dueAt: null,
  });
}

/** The i-th ballot: the voters take turns. Signed ballots are signed once and kept in `proofs`. */
function ballotOf(
  { id: proposalId }: Proposal,
  { entries }: Roll,
  i: number,
  signers: readonly Signer[],
  proofs: Map<Id, { jws: string; jwk: PublicJwk }>,
): Ballot {
  const { userId, pseudonym: voter } = entries[i % entries.length] as Roll['entries'][number];
  const choice = CHOICES[i % 3] as (typeof CHOICES)[number];
  const statementId = signers.length === 0 ? null : String(i);
  const version = 1 + Math.floor(i / entries.length);
  const signer = signers[(i % entries.length) % signers.length];
  if (statementId && signer && !proofs.has(statementId))
    proofs.set(statementId, proofOf(signer, proposalId, choice, version));
  const jws = statementId && proofs.get(statementId)?.jws;
  const statementDigest = jws ? sha256Hex(jws) : null;
  const digest = ballotDigest({ voter, choice, reason: null, statement: statementDigest }, null);
  const authority = { signed: statementId !== null, statementId, statementDigest };
  const chained = { sequence: BigInt(i + 1), salt: null, restores: null, digest, previous: '' };
  return new Ballot({
    id: '',
    proposalId,
    userId,
    choice,
    reason: null,
    ...authority,
    ...chained,
    castAt: START,
    replacedAt: null,
    pseudonym: voter,
  });
}

function proofOf({ kid, jwk, key }: Signer, proposalId: Id, choice: (typeof CHOICES)[number], version: number) {
  const digest = digestOf(signedVote({ proposalId, choice }));
  const expiresAt = new Date(START.getTime() + 3_600_000).toISOString();
  const said = { instance: INSTANCE, action: 'governance.vote', subject: proposalId, digest, version, expiresAt };
  const header = canonicalJson({ alg: 'EdDSA', kid, typ: STATEMENT_TYPE });
  const signed = `${Buffer.from(header).toString('base64url')}.${Buffer.from(canonicalJson(said)).toString('base64url')}`;
  return { jwk, jws: `${signed}.${sign(null, Buffer.from(signed), key).toString('base64url')}` };
}

async function signer(): Promise<Signer> {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const { x } = publicKey.export({ format: 'jwk' });
  const jwk: PublicJwk = { kty: 'OKP', crv: 'Ed25519', x: String(x) };
  return { kid: await calculateJwkThumbprint(jwk, 'sha256'), jwk, key: privateKey };
}
