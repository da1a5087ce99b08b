import { sign } from 'node:crypto';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
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
  const waitsMs: number[] = [];
  let next = 0;
  const one = async () => {
    const line = await Line.open(url);
    for (let ballot = ballots[next++]; ballot; ballot = ballots[next++]) {
      const begun = performance.now();
      const answer = await line.post(ballot);
      waitsMs.push(performance.now() - begun);
      if (!answer.includes('"userErrors":[]')) throw new Error(`A ballot was refused: ${answer}`);
    }
    line.close();
  };
  await Promise.all(Array.from({ length: connections }, one));
  return waitsMs;
}

/** HTTP as far as it is needed here: a full client takes as much processor time as a vote, on the cores that are measured. */
class Line {
  private received = '';
  private answered: (answer: string) => void = () => {};
  private failed: (reason: Error) => void = () => {};

  private constructor(
    private readonly socket: Socket,
    private readonly host: string,
  ) {
    socket.setNoDelay(true).setEncoding('utf8');
    socket.on('data', (text: string) => this.take(text));
    socket.on('error', (error) => this.failed(error));
    socket.on('close', () => this.failed(new Error(`The server closed the connection: ${this.received}`)));
  }

  static async open(url: string): Promise<Line> {
    const { hostname, port, host } = new URL(url);
    const socket = connect(Number(port), hostname);
    await once(socket, 'connect');
    return new Line(socket, host);
  }

  post({ token, body }: SignedBallot): Promise<string> {
    const head = [
      'POST /graphql HTTP/1.1',
      `host: ${this.host}`,
      `authorization: Bearer ${token}`,
      'content-type: application/json',
      `content-length: ${body.length}`,
    ];
    this.socket.write(`${head.join('\r\n')}\r\n\r\n${body.toString()}`);
    return new Promise((resolve, reject) => {
      [this.answered, this.failed] = [resolve, reject];
    });
  }

  close(): void {
    this.socket.removeAllListeners('close').destroy();
  }

  private take(text: string): void {
    this.received += text;
    const end = this.received.indexOf('\r\n\r\n');
    const [, length] = /content-length: (\d+)/i.exec(this.received) ?? [];
    if (end < 0 || length === undefined || Buffer.byteLength(this.received) < end + 4 + Number(length)) return;
    const answer = this.received.slice(end + 4);
    this.received = '';
    this.answered(answer);
  }
}

export function percentile(valuesMs: readonly number[], percent: number): number {
  const sorted = valuesMs.toSorted((a, b) => a - b);
  const at = Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100));
  return Math.round((sorted[at] as number) * 10) / 10;
}
