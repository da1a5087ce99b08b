import type {
  AppealStrike,
  Ballots,
  CancelProposal,
  CastVote,
  Councils,
  ProposalAction,
  Proposals,
  Rolls,
  StrikeBallot,
  Strikes,
  VetoProposal,
} from '../../domain/governance/index.ts';
import type { SignAsInstance } from '../../domain/identity/index.ts';
import type { NodeLoader } from '../shared/index.ts';
import { BallotFields } from './ballot.fields.ts';
import { DelegationResolver, type DelegationParts } from './delegation.resolver.ts';
import { GuardianResolver } from './guardians.resolver.ts';
import { LiveVoteResolver } from './live.resolver.ts';
import { ProposalFields } from './proposal.fields.ts';
import { ProposalResolver } from './proposal.resolver.ts';
import { StrikeResolver } from './strike.resolver.ts';
import { Standings } from './standings.ts';
import { VoteResolver } from './vote.resolver.ts';

export { mountBundles } from './bundle.routes.ts';
export { BallotFields } from './ballot.fields.ts';
export { DelegationResolver } from './delegation.resolver.ts';
export { ProposalFields } from './proposal.fields.ts';
export { ProposalResolver } from './proposal.resolver.ts';
export { BallotMethodEnum, ProposalConnection, ProposalType } from './proposal.type.ts';
export { GovernanceRulesInput, GovernanceRulesType } from './rules.type.ts';
export { GuardianResolver } from './guardians.resolver.ts';
export { StrikeResolver } from './strike.resolver.ts';
export { LiveVoteResolver } from './live.resolver.ts';
export { VoteResolver } from './vote.resolver.ts';

export interface GovernanceApi extends DelegationParts {
  readonly proposals: Proposals;
  readonly rolls: Rolls;
  readonly ballots: Ballots;
  readonly actions: ReadonlyMap<string, ProposalAction>;
  readonly castVote: CastVote;
  readonly councils: Councils;
  readonly vetoProposal: VetoProposal;
  readonly strikes: Strikes;
  readonly strikeBallot: StrikeBallot;
  readonly appealStrike: AppealStrike;
  readonly signAsInstance: SignAsInstance;
  /** Its name, which receipts carry. */
  readonly instance: string;
  readonly cancelProposal: CancelProposal;
}

export function governanceResolvers(api: GovernanceApi): object[] {
  return [
    new ProposalResolver(api.proposals, api.cancelProposal),
    new ProposalFields(api.proposals, api.rolls, api.ballots, api.actions),
    new VoteResolver(api.castVote),
    new GuardianResolver(api.councils, api.vetoProposal),
    new StrikeResolver(api.strikes, api.strikeBallot, api.appealStrike),
    new LiveVoteResolver(api.proposals, api.ballots, new Standings(api.proposals, api.ballots)),
    new BallotFields(api.instance, api.signAsInstance),
    new DelegationResolver(api),
  ];
}

/** Proposals are open to every user; a ballot is found by its id by its voter alone, a delegation by its two members. */
export function governanceNodes({
  proposals,
  ballots,
  delegations,
}: Pick<GovernanceApi, 'proposals' | 'ballots' | 'delegations'>): NodeLoader[] {
  return [
    { type: 'Proposal', load: (_viewer, id) => proposals.byId(id) },
    {
      type: 'Ballot',
      load: async (viewer, id) => {
        const ballot = await ballots.byId(id);
        return ballot?.userId === viewer.userId ? ballot : null;
      },
    },
    {
      type: 'Delegation',
      load: async ({ userId }, id) => {
        const delegation = await delegations.byId(id);
        return delegation?.userId === userId || delegation?.delegateId === userId ? delegation : null;
      },
    },
  ];
}
