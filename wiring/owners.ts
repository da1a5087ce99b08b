import type { Journals, PostJournals } from '../domain/ledger/index.ts';
import type { Inbox } from '../domain/metering/index.ts';
import {
  AuditStatements,
  ExplainUsage,
  FundReserve,
  QuoteUsage,
  ReadEarningsPeriods,
  ReadModelCalls,
  ReadStatement,
  SettleParkedUsage,
  type SettleUsage,
} from '../domain/revenue/index.ts';
import { postgresRevenue } from '../infra/postgres/revenue/index.ts';
import type { Models } from './models.ts';
import type { Ground } from './parts.ts';

interface Books {
  readonly journals: Journals;
  readonly postJournals: PostJournals;
  readonly settleUsage: SettleUsage;
}

/** What owners are told about their money, and what operators decide about it. */
export function wireOwners(
  { dataSource, transactions: tx, config }: Ground,
  { modelVersions }: Pick<Models, 'modelVersions'>,
  inbox: Inbox,
  { journals, postJournals, settleUsage }: Books,
) {
  const { pots, checkpoints, freeMonths, refunds, drainings, usageDecisions, reserveFundings } =
    postgresRevenue(dataSource);
  return {
    drainings,
    freeMonths,
    readEarningsPeriods: new ReadEarningsPeriods(pots, checkpoints),
    readStatement: new ReadStatement(checkpoints),
    auditStatements: new AuditStatements(pots, checkpoints),
    readModelCalls: new ReadModelCalls(inbox, pots, journals, refunds),
    explainUsage: new ExplainUsage(inbox, modelVersions, journals, pots, refunds, usageDecisions),
    quoteUsage: new QuoteUsage(tx, modelVersions, freeMonths),
    fundReserve: new FundReserve(tx, reserveFundings, postJournals, config.currencies),
    settleParkedUsage: new SettleParkedUsage(tx, inbox, settleUsage, usageDecisions),
  };
}
