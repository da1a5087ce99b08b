import { signedVeto, type Proposal } from '../../domain/governance/index.ts';
import { newId, type Id } from '../../domain/shared/index.ts';
import type { TestGround } from '../support/ground.ts';
import type { engineOn } from './engine.ts';
import type { Member } from './members.ts';
import { RULES } from './proposals.ts';

export const TERM_MS = 365 * 24 * 3_600_000;

/** Guardians from their election to their vetoes. */
export function councilsIn(ground: TestGround, engine: ReturnType<typeof engineOn>) {
  return {
    elect: (groupId: Id, guardianIds: readonly Id[], needed: number, termMs = TERM_MS): Promise<Proposal> =>
      ground.transactions.run((tx) => {
        const asked = { groupId, kind: 'elect-guardians', title: 'Guardians', electorate: 'listed', authorId: newId() };
        return engine.openProposal.execute(tx, { ...asked, params: { guardianIds, needed, termMs }, rules: RULES });
      }),

    /** All of them vote for it, and its notice passes. */
    async adopt(proposal: Proposal, voters: readonly Member[]): Promise<Proposal | null> {
      for (const member of voters) await engine.vote(member, proposal, 'FOR');
      await ground.database.clock.advance(RULES.votingPeriodMs);
      await engine.settle();
      await ground.database.clock.advance(RULES.noticePeriodMs);
      await engine.settle();
      return engine.proposals.byId(proposal.id);
    },

    async veto(member: Member, { id: proposalId }: Proposal, reason = 'It harms who left.', version = 1) {
      const object = signedVeto({ proposalId, reason });
      const statementJws = await member.sign({ action: 'governance.veto', subject: proposalId, object, version });
      return engine.vetoProposal.execute({ viewer: member.viewer, proposalId, reason, statementJws });
    },
  };
}
