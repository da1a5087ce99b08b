import { sign } from 'node:crypto';
import { Agent, request } from 'node:http';
import { toNodeId } from '../../api/shared/index.ts';
import { signedVote, type Proposal, type SimpleChoice } from '../../domain/governance/index.ts';
import { STATEMENT_TYPE } from '../../domain/identity/index.ts';
import { canonicalJson, digestOf } from '../../domain/shared/index.ts';
import type { Voter } from './electorate.ts';

const CAST = `mutation ($input: CastVoteInput!) { castVote(input: $input) {
  ballot { sequence digest receipt } userErrors { code } } }`;
const CHOICES: readonly SimpleChoice[] = ['FOR', 'AGAINST', 'ABSTAIN'];

export interface SignedBallot {
  readonly token: string;
  readonly body: Buffer;
}

/** Signed before the clock starts: `version` is the round in which each of them votes. */
export function signedBallots(
  voters: readonly Voter[],
  { id }: Proposal,
  instance: string,
  version: number,
): SignedBallot[] {
  const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
  return voters.map(({ token, kid, key }, i) => {
    const choice = CHOICES[(i + version) % CHOICES.length] as SimpleChoice;
    const digest = digestOf(signedVote({ proposalId: id, choice }));
    const payload = canonicalJson({ instance, action: 'governance.vote', subject: id, digest, version, expiresAt });
    const header = canonicalJson({ alg: 'EdDSA', kid, typ: STATEMENT_TYPE });
    const signed = `${Buffer.from(header).toString('base64url')}.${Buffer.from(payload).toString('base64url')}`;
    const statementJws = `${signed}.${sign(null, Buffer.from(signed), key).toString('base64url')}`;
    const input = { proposalId: toNodeId('Proposal', id), choice, statementJws };
    return { token, body: Buffer.from(JSON.stringify({ query: CAST, variables: { input } })) };
  });
}

/** Sends them over so many connections, each with one request at a time; answers how long each took, in milliseconds. */
export async function castAll(url: string, ballots: readonly SignedBallot[], connections: number): Promise<number[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const waitsMs: number[] = [];
  let next = 0;
  const one = async () => {
    for (let ballot = ballots[next++]; ballot; ballot = ballots[next++]) {
      const begun = performance.now();
      const answer = await post(`${url}/graphql`, ballot, agent);
      waitsMs.push(performance.now() - begun);
      if (!answer.includes('"userErrors":[]')) throw new Error(`A ballot was refused: ${answer}`);
    }
  };
  await Promise.all(Array.from({ length: connections }, one));
  agent.destroy();
  return waitsMs;
}

function post(url: string, { token, body }: SignedBallot, agent: Agent): Promise<string> {
  return new Promise((resolve, reject) => {
    const headers = {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'content-length': body.length,
    };
    const sent = request(url, { method: 'POST', agent, headers }, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => (text += chunk.toString()));
      response.on('end', () => resolve(text));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

export function percentile(valuesMs: readonly number[], percent: number): number {
  const sorted = valuesMs.toSorted((a, b) => a - b);
  const at = Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100));
  return Math.round((sorted[at] as number) * 10) / 10;
}
