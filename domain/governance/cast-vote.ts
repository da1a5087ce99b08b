import { DomainError, type Id } from '../shared/index.ts';
import type { Ballot, Vote } from './ballot.ts';
import type { CastVotes } from './cast-votes.ts';

/** How many votes one transaction takes at most: more would hold up those who come after them. */
const MOST_TOGETHER = 200;

interface Waiting {
  readonly vote: Vote;
  readonly resolve: (ballot: Ballot) => void;
  readonly reject: (reason: unknown) => void;
}

/**
 * Casts a voter's ballot, or replaces the one they cast before. Votes on one proposal that come while others are being
 * written are written together after them; a vote that comes alone waits for nobody.
 */
export class CastVote {
  private readonly waiting = new Map<Id, Waiting[]>();

  constructor(private readonly castVotes: Pick<CastVotes, 'execute'>) {}

  /** Throws NOT_FOUND, NO_VOTING_POWER, VOTING_CLOSED, INVALID_INPUT, and what VerifyAct refuses. */
  execute(vote: Vote): Promise<Ballot> {
    const queue = this.waiting.get(vote.proposalId);
    return new Promise((resolve, reject) => {
      const waiting = { vote, resolve, reject };
      if (queue) queue.push(waiting);
      else void this.write(vote.proposalId, [waiting]);
    });
  }

  private async write(proposalId: Id, queue: Waiting[]): Promise<void> {
    this.waiting.set(proposalId, queue);
    while (queue.length > 0) {
      await this.writeTogether(proposalId, takeTogether(queue));
    }
    this.waiting.delete(proposalId);
  }

  /** Where they fail together, each is tried alone: a fault of one is no other's. */
  private async writeTogether(proposalId: Id, batch: readonly Waiting[]): Promise<void> {
    try {
      const answers = await this.castVotes.execute(
        proposalId,
        batch.map(({ vote }) => vote),
      );
      for (const [i, one] of batch.entries()) {
        const answer = answers[i] as Ballot | DomainError;
        if (answer instanceof DomainError) one.reject(answer);
        else one.resolve(answer);
      }
    } catch (fault) {
      if (batch.length === 1) batch[0]?.reject(fault);
      else for (const one of batch) await this.writeTogether(proposalId, [one]);
    }
  }
}

/** Takes the first of each voter out of the queue; a second one of theirs waits its turn. */
function takeTogether(queue: Waiting[]): Waiting[] {
  const voters = new Set<Id>();
  const taken: Waiting[] = [];
  const left: Waiting[] = [];
  for (const one of queue.splice(0)) {
    const { userId } = one.vote.viewer;
    if (taken.length < MOST_TOGETHER && !voters.has(userId)) taken.push(one);
    else left.push(one);
    voters.add(userId);
  }
  queue.push(...left);
  return taken;
}
