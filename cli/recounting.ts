import { createHash, createPublicKey, verify, type KeyObject } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { promisify } from 'node:util';
import {
  BUNDLE_TYPE,
  choiceText,
  Recount,
  signedVote,
  type Choice,
  type Recounted,
  type Signs,
  type StatementToCheck,
} from '../domain/governance/index.ts';
import { assertStatement, readStatement, STATEMENT_TYPE, type PublicJwk } from '../domain/identity/index.ts';
import { canonicalJson, digestOf, RecentMap } from '../domain/shared/index.ts';
import { UsageFault } from './faults.ts';

export interface RecountOptions {
  /** Off where only the arithmetic is wanted. */
  readonly signatures: boolean;
  /** The instance's public keys, by which the seal is checked; null: it is not. */
  readonly keys: readonly (PublicJwk & { readonly kid: string })[] | null;
}

export type { Signs };

export interface RecountReport extends Recounted {
  readonly signaturesChecked: number;
  /** Null where there were no keys to check it with. */
  readonly sealed: boolean | null;
}

const AT_ONCE = 512;
const verifyOnPool = promisify(verify) as (
  algorithm: string | null,
  data: Buffer,
  key: { key: KeyObject; dsaEncoding: 'ieee-p1363' },
  signature: Buffer,
) => Promise<boolean>;

/** Counts a bundle again, in one pass and in memory that grows with the roll alone. */
export async function recountFile(path: string, { signatures, keys }: RecountOptions): Promise<RecountReport> {
  const recount = new Recount();
  const versions = new Map<string, number>();
  const hash = createHash('sha256');
  let [seal, checked, lines]: [string | null, number, number] = [null, 0, 0];
  let batch: StatementToCheck[] = [];
  const check = async (batch: readonly StatementToCheck[]) => {
    const answers = await Promise.all(batch.map(faultOf));
    answers.forEach(({ fault, version }, i) => {
      const { ballot, voter } = (batch[i] as StatementToCheck).line;
      if (fault) recount.fault(`the signature of ballot ${ballot} ${fault}`);
      else if (version <= (versions.get(voter) ?? 0))
        recount.fault(`ballot ${ballot} repeats a statement of its voter`);
      else versions.set(voter, version);
    });
    checked += batch.length;
  };
  // While signatures are checked beside, the next lines are read.
  let checking = Promise.resolve();
  const checkNext = async () => {
    await checking;
    checking = check(batch);
    batch = [];
  };
  for await (const { texts, bytes } of linesOf(path)) {
    for (const text of texts) {
      lines += 1;
      if (text.startsWith(SEAL)) {
        seal = (JSON.parse(text) as { seal: string }).seal;
        continue;
      }
      if (seal !== null) recount.fault('a line comes after the seal');
      const statement = lineOf(recount, text, lines);
      if (statement && signatures) batch.push(statement);
      if (batch.length >= AT_ONCE) await checkNext();
    }
    hash.update(seal === null ? bytes : bytes.subarray(0, bytes.lastIndexOf(SEAL)));
  }
  await checkNext();
  await checking;
  if (seal === null) recount.fault('the seal is missing: the bundle is not whole');
  const sealed = seal !== null && keys ? await isSealed(seal, hash.digest('hex'), keys) : null;
  if (sealed === false) recount.fault('the seal is not the instance’s over these lines');
  return { ...recount.finish(), signaturesChecked: checked, sealed };
}

const PIECE_BYTES = 1024 * 1024;
const NEWLINE = 10;
const SEAL = '{"seal":';

interface Lines {
  readonly texts: readonly string[];
  /** The same with their ends, as they are in the file. */
  readonly bytes: Buffer;
}

/** The lines of a file, many at a time: one by one they take longer to come than to be counted. */
async function* linesOf(path: string): AsyncGenerator<Lines> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of createReadStream(path, { highWaterMark: PIECE_BYTES })) {
    const piece = chunk as Buffer;
    const end = piece.lastIndexOf(NEWLINE) + 1;
    if (end === 0) rest = Buffer.concat([rest, piece]);
    else {
      yield linesIn(Buffer.concat([rest, piece.subarray(0, end)]));
      rest = piece.subarray(end);
    }
  }
  if (rest.length > 0) yield linesIn(rest);
}

function linesIn(bytes: Buffer): Lines {
  const texts = bytes.toString('utf8').split('\n');
  if (texts.at(-1) === '') texts.pop();
  return { texts, bytes };
}

function lineOf(recount: Recount, text: string, number: number): StatementToCheck | null {
  try {
    return recount.line(text);
  } catch {
    throw new UsageFault(`Line ${number} is none of a bundle. Save it anew with \`commonpool bundle <proposal>\`.`);
  }
}

/** Of votes without a reason there are few that differ, and a million can say the same. */
const votes = new RecentMap<string, string>(1_000);

function votedDigest(proposalId: string, choice: Choice, reason: string | null): string {
  if (reason !== null) return digestOf(signedVote({ proposalId, choice, reason }));
  const key = `${proposalId} ${choiceText(choice)}`;
  const known = votes.get(key);
  if (known) return known;
  const digest = digestOf(signedVote({ proposalId, choice, reason }));
  votes.set(key, digest);
  return digest;
}

interface Parts {
  readonly header: { readonly alg?: string; readonly kid?: string; readonly typ?: string };
  readonly payload: string;
  readonly signed: Buffer;
  readonly signature: Buffer;
}

function partsOf(jws: string): Parts {
  const [header = '', payload = '', signature = ''] = jws.split('.');
  return {
    header: JSON.parse(Buffer.from(header, 'base64url').toString()) as Parts['header'],
    payload: Buffer.from(payload, 'base64url').toString(),
    signed: Buffer.from(`${header}.${payload}`),
    signature: Buffer.from(signature, 'base64url'),
  };
}

/** What is wrong with the statement of a ballot; its version where nothing is. */
async function faultOf({
  line,
  proposalId,
  instance,
}: StatementToCheck): Promise<{ fault: string | null; version: number }> {
  const { statement, key, choice, reason, at } = line;
  if (statement === null || key === null) return { fault: 'has no key beside it', version: 0 };
  try {
    const parts = partsOf(statement);
    if (parts.header.typ !== STATEMENT_TYPE || parts.header.kid !== keyOf(key).kid) {
      return { fault: 'is of another key or kind', version: 0 };
    }
    const said = readStatement(parts.payload);
    const digest = votedDigest(proposalId, choice, reason);
    const wanted = { instance, action: 'governance.vote', subject: proposalId, digest };
    assertStatement(said, wanted, new Date(at), Number.MAX_SAFE_INTEGER);
    return (await isSignedBy(key, parts))
      ? { fault: null, version: said.version }
      : { fault: 'is not its key’s', version: 0 };
  } catch (error) {
    return { fault: `does not say this: ${error instanceof Error ? error.message : String(error)}`, version: 0 };
  }
}

function isSignedBy(jwk: PublicJwk, { header, signed, signature }: Parts): Promise<boolean> {
  const isEdwards = jwk.kty === 'OKP';
  if (header.alg !== (isEdwards ? 'EdDSA' : 'ES256')) return Promise.resolve(false);
  const { key } = keyOf(jwk);
  return verifyOnPool(isEdwards ? null : 'sha256', signed, { key, dsaEncoding: 'ieee-p1363' }, signature);
}

/** Who votes again signs with the same key, and to read one takes a tenth of the time to check with it. */
const keys = new RecentMap<string, ReadKey>(200_000);

interface ReadKey {
  readonly kid: string;
  readonly key: KeyObject;
}

function keyOf(jwk: PublicJwk): ReadKey {
  const text = canonicalJson({ ...jwk });
  const known = keys.get(text);
  if (known) return known;
  const read = { kid: thumbprintOf(text), key: createPublicKey({ key: { ...jwk }, format: 'jwk' }) };
  keys.set(text, read);
  return read;
}

/** RFC 7638, of the canonical JSON of the members that a public key has. */
function thumbprintOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}

async function isSealed(seal: string, digest: string, keys: NonNullable<RecountOptions['keys']>): Promise<boolean> {
  const parts = partsOf(seal);
  const key = keys.find(({ kid }) => kid === parts.header.kid);
  if (!key || parts.header.typ !== BUNDLE_TYPE) return false;
  const { kty, crv, x } = key as PublicJwk & { crv: string; x: string };
  const said = JSON.parse(parts.payload) as { digest?: string };
  return said.digest === digest && (await isSignedBy({ kty, crv, x } as PublicJwk, parts));
}
