import { governanceNodes, governanceResolvers, mountBundles } from '../api/governance/index.ts';
import {
  Advise,
  AppealStrike,
  CancelProposal,
  CastVote,
  CastVotes,
  DelegateVote,
  ElectGuardians,
  EndDelegation,
  OpenProposal,
  SettleDueProposals,
  StrikeBallot,
  StrikeRecord,
  VetoProposal,
  WriteBundle,
  type Electorate,
  type ProposalAction,
} from '../domain/governance/index.ts';
import { OtherHands } from '../domain/identity/index.ts';
import { postgresGovernance } from '../infra/postgres/governance/index.ts';
import type { Identity } from './identity.ts';
import type { Ground, Wired } from './parts.ts';

/** `actions` and `electorates` are filled by the contexts above; governance knows no subject of its own. */
export function wireGovernance({ transactions, dataSource, logger, config }: Ground, identity: Identity) {
  const actions = new Map<string, ProposalAction>();
  const electorates = new Map<string, Electorate>();
  const { proposals, rolls, ballots, delegations, councils, strikes } = postgresGovernance(dataSource);
  const record = new StrikeRecord(proposals, ballots);
  const castVotes = new CastVotes(transactions, proposals, ballots, identity.verifyAct);
  for (const action of [new Advise(), new ElectGuardians(councils, electorates)]) {
    actions.set(action.kind, action);
  }
  const context = {
    instance: config.instance,
    signAsInstance: identity.signAsInstance,
    actions,
    electorates,
    proposals,
    rolls,
    ballots,
    delegations,
    councils,
    strikes,
    strikeBallot: new StrikeBallot(transactions, strikes, record, new OtherHands(identity.persons)),
    appealStrike: new AppealStrike(transactions, strikes, record),
    vetoProposal: new VetoProposal(transactions, proposals, councils, identity.verifyAct),
    openProposal: new OpenProposal(proposals, actions, electorates, delegations),
    delegateVote: new DelegateVote(transactions, delegations, electorates, identity.verifyAct),
    endDelegation: new EndDelegation(transactions, delegations),
    castVotes,
    castVote: new CastVote(castVotes),
    writeBundle: new WriteBundle(
      ...([config.instance, proposals, rolls, ballots] as const),
      ...([identity.statements, identity.signAsInstance] as const),
    ),
    cancelProposal: new CancelProposal(transactions, proposals, actions),
  };
  const settle = new SettleDueProposals(transactions, proposals, rolls, ballots, actions, (err, proposalId) =>
    logger.error({ err, proposalId }, 'a proposal could not be settled and will be tried again'),
  );
  const authenticate = (token: string) => identity.authenticate.execute(token);
  const wired: Wired = {
    resolvers: governanceResolvers(context),
    nodes: governanceNodes(context),
    mounts: [mountBundles({ writeBundle: context.writeBundle, authenticate })],
    jobs: [{ name: 'settle proposals', job: () => settle.execute(), idleMs: 500, wakeOn: ['governance.'] }],
  };
  return { ...context, wired };
}

export type Governance = ReturnType<typeof wireGovernance>;
