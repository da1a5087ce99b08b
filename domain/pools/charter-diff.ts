import type { GovernanceRules } from '../governance/index.ts';
import { moneyText } from '../shared/index.ts';
import type { Charter } from './charter.ts';
import { ONE_EACH, plainPower, type PowerRule } from './power.ts';
import type { Scope, ScopeStream } from './scope.ts';
import { plainTerms, type PlainTerms, type Terms } from './terms.ts';

type Said = string | number | boolean | undefined;

/** What each of them is called where members read it, with its unit. */
const TERMS: Readonly<Record<Exclude<keyof PlainTerms, 'governance' | 'power'>, string>> = {
  currency: 'Currency',
  pricePerQueryMicros: 'Price per query',
  pricePerMillionInputTokensMicros: 'Price per million input tokens',
  pricePerMillionOutputTokensMicros: 'Price per million output tokens',
  pricePerSecondMicros: 'Price per second',
  minimumChargeMicros: 'Least charge of a call',
  freeQueriesPerMonth: 'Free queries of a customer per month',
  platformPpm: 'Platform’s share, in parts per million',
  builderPpm: 'Builder’s share, in parts per million',
  ownersPpm: 'Owners’ share, in parts per million',
  treasuryPpm: 'Pool’s own part of what owners have, in parts per million',
  minPersons: 'Least persons at the founding',
  minRecords: 'Least records at the founding',
  minRecordsPerMember: 'Least records of a member',
  pledgingPeriodMs: 'Pledging period, in milliseconds',
  valuationMethod: 'Method of valuation',
};

const RULES: Readonly<Record<keyof GovernanceRules, string>> = {
  votingDelayMs: 'Delay before a vote, in milliseconds',
  votingPeriodMs: 'Voting period, in milliseconds',
  noticePeriodMs: 'Notice before a decision takes effect, in milliseconds',
  gracePeriodMs: 'Time to execute a decision, in milliseconds',
  quorumPpm: 'Quorum, in parts per million',
  thresholdPpm: 'Approval that must be exceeded, in parts per million',
  abstainCountsToQuorum: 'Abstentions count toward the quorum',
  lateWindowMs: 'Late window, in milliseconds',
  results: 'Who sees the count before the end',
  proposerPpm: 'Power that a proposer needs, in parts per million',
  secret: 'Votes are secret',
};

const POWER: Readonly<Record<keyof PowerRule, string>> = {
  basis: 'Power of a member is measured by',
  minAgeMs: 'Age of data that gives power, in milliseconds',
  capPpm: 'Most that one person has of all power, in parts per million',
  buyerLimitMicros: 'Most that who votes has paid for calls in the 90 days before, in micros',
};

const SCOPE: Readonly<Record<Exclude<keyof Scope, 'streams' | 'recipients'>, string>> = {
  purpose: 'Purpose',
  retentionDays: 'Days until a consent ends',
  algorithmFamily: 'Kind of algorithm',
  linkage: 'Linkage with other records',
  releaseMode: 'Where the model may go',
};

/** What would change, one line each, in one order; nothing where nothing does. */
export function charterDiff(before: Pick<Charter, 'scope' | 'terms'>, scope: Scope, terms: Terms): string[] {
  const [old, next] = [plainTerms(before.terms), plainTerms(terms)];
  return [
    ...changesIn(TERMS, withMoney(old), withMoney(next)),
    ...changesIn(RULES, old.governance, next.governance),
    ...changesIn(POWER, plainPower(before.terms.power ?? ONE_EACH), plainPower(terms.power ?? ONE_EACH)),
    ...changesIn(SCOPE, before.scope, scope),
    ...listChanges('Recipients', before.scope.recipients, scope.recipients),
    ...streamChanges(before.scope.streams, scope.streams),
  ];
}

/** The same terms, where members read them: with amounts as money. */
function withMoney(terms: PlainTerms): PlainTerms {
  const said = Object.entries(terms).flatMap(([name, value]) =>
    name.endsWith('Micros') && typeof value === 'string' ? [[name, moneyText(BigInt(value), terms.currency)]] : [],
  );
  return { ...terms, ...(Object.fromEntries(said) as Partial<PlainTerms>) };
}

function changesIn<Name extends string>(
  labels: Readonly<Record<Name, string>>,
  before: Readonly<Partial<Record<Name, Said>>>,
  after: Readonly<Partial<Record<Name, Said>>>,
): string[] {
  const names = Object.keys(labels) as Name[];
  const changed = names.filter((name) => before[name] !== after[name]);
  return changed.map((name) => `${labels[name]}: ${said(before[name])} -> ${said(after[name])}`);
}

function said(value: Said): string {
  return value === undefined ? 'none' : String(value);
}

function listChanges(label: string, before: readonly string[], after: readonly string[]): string[] {
  const [added, gone] = [after.filter((one) => !before.includes(one)), before.filter((one) => !after.includes(one))];
  return [...added.map((one) => `${label}: with ${one}`), ...gone.map((one) => `${label}: without ${one}`)];
}

function streamChanges(before: readonly ScopeStream[], after: readonly ScopeStream[]): string[] {
  const names = [...new Set([...before, ...after].map(({ name }) => name))];
  const fieldsIn = (streams: readonly ScopeStream[], name: string) =>
    streams.find((stream) => stream.name === name)?.fields ?? [];
  return names.flatMap((name) => listChanges(`Data of ${name}`, fieldsIn(before, name), fieldsIn(after, name)));
}
