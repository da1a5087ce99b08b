import { InvalidInput, newId, type Id, type Json, type Tx } from '../shared/index.ts';
import { assertCouncil, Council } from './council.ts';
import type { Councils, Electorate, ProposalAction } from './ports.ts';
import type { Proposal } from './proposal.ts';
import { assertPeriod } from './rules.ts';

export interface GuardianParams {
  readonly guardianIds: readonly Id[];
  readonly needed: number;
  /** How long they are guardians, from the execution on: at most a year. */
  readonly termMs: number;
}

/** Members elect guardians, in the place of those they had. No guardian can stop this one. */
export class ElectGuardians implements ProposalAction<GuardianParams> {
  readonly kind = 'elect-guardians';

  constructor(
    private readonly councils: Councils,
    private readonly electorates: ReadonlyMap<string, Electorate>,
  ) {}

  parse(params: Json): GuardianParams {
    const { guardianIds, needed, termMs } = (params ?? {}) as Partial<GuardianParams>;
    if (!Array.isArray(guardianIds) || guardianIds.some((id) => typeof id !== 'string')) {
      throw new InvalidInput(['guardianIds'], 'Name the guardians.');
    }
    assertCouncil(guardianIds as Id[], needed ?? 0);
    assertPeriod(termMs ?? 0, ['termMs'], 1);
    return { guardianIds: guardianIds as Id[], needed: needed as number, termMs: termMs as number };
  }

  async check(tx: Tx, { guardianIds }: GuardianParams, { groupId }: { groupId: Id }): Promise<void> {
    for (const [i, id] of guardianIds.entries()) {
      const included = await Promise.all([...this.electorates.values()].map((one) => one.includes(tx, groupId, id)));
      if (!included.includes(true)) {
        throw new InvalidInput(['guardianIds', String(i)], 'A guardian is a member who may vote here.');
      }
    }
  }

  preview({ guardianIds, needed, termMs }: GuardianParams): Promise<readonly string[]> {
    const days = Math.round(termMs / 86_400_000);
    return Promise.resolve([
      `${guardianIds.length} members become guardians for ${days} days; ${needed} of them together can stop a proposal.`,
      'They can do nothing else, and cannot stop the election of others.',
    ]);
  }

  async execute(tx: Tx, params: GuardianParams, { id: proposalId, groupId }: Proposal): Promise<void> {
    const { guardianIds, needed, termMs } = params;
    await this.check(tx, params, { groupId });
    const expiresAt = new Date(tx.now.getTime() + termMs);
    const elected = { guardianIds, needed, proposalId, electedAt: tx.now, expiresAt };
    await this.councils.insert(tx, new Council({ id: newId(), groupId, ...elected }));
  }
}
