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
  ExitTold,
  OpenProposal,
  SettleDueProposals,
  StrikeBallot,
  StrikeRecord,
  TellClosing,
  TellVoters,
  votingAudiences,
  VetoProposal,
  WriteBundle,
  type Electorate,
  type FaultReport,
  type ProposalAction,
} from '../domain/governance/index.ts';
import { OtherHands } from '../domain/identity/index.ts';
import { postgresGovernance } from '../infra/postgres/governance/index.ts';
import type { Identity } from './identity.ts';
import type { Notices } from './notices.ts';
import type { Ground, Wired } from './parts.ts';

/** `actions` and `electorates` are filled by the contexts above; governance knows no subject of its own. */
export function wireGovernance(
  { transactions, dataSource, logger, config }: Ground,
  identity: Identity,
  notices: Pick<Notices, 'announce' | 'audiences' | 'dispatchedHandlers'>,
) {
  const actions = new Map<string, ProposalAction>();
  const electorates = new Map<string, Electorate>();
  const { proposals, rolls, ballots, delegations, councils, strikes, told } = postgresGovernance(dataSource);
  const tell = wireTelling(notices, { proposals, rolls, told }, actions, electorates);
  const record = new StrikeRecord(proposals, ballots);
  const castVotes = new CastVotes(transactions, proposals, ballots, identity.verifyAct, tell);
  for (const action of [new Advise(), new ElectGuardians(councils, electorates)]) {
    actions.set(action.kind, action);
  }
  const context = {
    announce: notices.announce,
    audiences: notices.audiences,
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
    strikeBallot: new StrikeBallot(transactions, strikes, record, new OtherHands(identity.persons), tell),
    appealStrike: new AppealStrike(transactions, strikes, record),
    vetoProposal: new VetoProposal(transactions, proposals, councils, identity.verifyAct, tell),
    openProposal: new OpenProposal(proposals, actions, electorates, delegations, tell),
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
  const settler = (onFault: FaultReport) =>
    new SettleDueProposals(...([transactions, proposals, rolls, ballots, actions, tell, told] as const), onFault);
  const settle = settler((err, proposalId) =>
    logger.error({ err, proposalId }, 'a proposal could not be settled and will be tried again'),
  );
  const tellClosing = new TellClosing(transactions, proposals, tell);
  const authenticate = (token: string) => identity.authenticate.execute(token);
  const wired: Wired = {
    resolvers: governanceResolvers(context),
    nodes: governanceNodes(context),
    mounts: [mountBundles({ writeBundle: context.writeBundle, authenticate })],
    jobs: [
      { name: 'settle proposals', job: () => settle.execute(), idleMs: 500, wakeOn: ['governance.'] },
      { name: 'remind voters', job: () => tellClosing.execute(), idleMs: 5_000 },
    ],
  };
  return { ...context, settler, tellClosing, wired };
}

/** What people hear, who they are, and what has waited for that. */
function wireTelling(
  { announce, audiences, dispatchedHandlers }: Pick<Notices, 'announce' | 'audiences' | 'dispatchedHandlers'>,
  { proposals, rolls, told }: Pick<ReturnType<typeof postgresGovernance>, 'proposals' | 'rolls' | 'told'>,
  actions: ReadonlyMap<string, ProposalAction>,
  electorates: ReadonlyMap<string, Electorate>,
): TellVoters {
  for (const audience of votingAudiences(rolls)) audiences.set(audience.name, audience);
  dispatchedHandlers.push(new ExitTold(proposals, told));
  return new TellVoters(announce, told, actions, electorates);
}

export type Governance = ReturnType<typeof wireGovernance>;
