import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { toNodeId } from '../../api/shared/index.ts';
import type { Proposal } from '../../domain/governance/index.ts';
import { percentile } from './ballots.ts';
import type { Voter } from './electorate.ts';

const FOLLOW = `subscription ($proposalId: ID!) { tallyChanged(proposalId: $proposalId) { sequence tally { powers } } }`;
const PER_SOCKET = 20;

/** Many who follow one vote, and when each of them heard of each ballot. */
export class Subscribers {
  private readonly closers: (() => void)[] = [];
  /** Per subscriber, the number that they heard last. */
  private readonly heard: number[] = [];
  private readonly waiting: { readonly sequence: number; readonly begun: number; readonly left: Set<number> }[] = [];
  readonly waitsMs: number[] = [];

  async open(url: string, voters: readonly Voter[], proposal: Proposal, count: number): Promise<void> {
    const variables = { proposalId: toNodeId('Proposal', proposal.id) };
    for (let from = 0; from < count; from += PER_SOCKET) {
      const { token } = voters[(from / PER_SOCKET) % voters.length] as Voter;
      const client = createClient({
        url: `${url.replace(/^http/, 'ws')}/graphql`,
        webSocketImpl: WebSocket,
        connectionParams: { authorization: `Bearer ${token}` },
        retryAttempts: 0,
      });
      const firsts = Array.from({ length: Math.min(PER_SOCKET, count - from) }, (_, i) => {
        return new Promise<void>((resolve, reject) => {
          const next = ({ data }: { data?: unknown }) => {
            this.hear(from + i, Number((data as { tallyChanged: { sequence: string } }).tallyChanged.sequence));
            resolve();
          };
          this.closers.push(
            client.subscribe({ query: FOLLOW, variables }, { next, error: reject, complete: () => {} }),
          );
        });
      });
      await Promise.all(firsts);
      this.closers.push(() => void client.dispose());
    }
  }

  /** A ballot with this number is cast now; how long until each has heard of it, or of a later one, is counted. */
  expect(sequence: number): void {
    this.waiting.push({ sequence, begun: performance.now(), left: new Set(this.heard.keys()) });
  }

  get pending(): number {
    return this.waiting.length;
  }

  p99Ms(): number {
    return percentile(this.waitsMs, 99);
  }

  close(): void {
    for (const close of this.closers.toReversed()) close();
  }

  private hear(subscriber: number, sequence: number): void {
    this.heard[subscriber] = sequence;
    for (const one of this.waiting) {
      if (one.sequence <= sequence && one.left.delete(subscriber)) this.waitsMs.push(performance.now() - one.begun);
    }
    while (this.waiting[0]?.left.size === 0) this.waiting.shift();
  }
}
