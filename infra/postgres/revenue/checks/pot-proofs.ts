import type { Fault } from '../../../../domain/audit/index.ts';
import type { PotProofs, PotRule } from '../../../../domain/revenue/index.ts';
import type { Id, Snapshot } from '../../../../domain/shared/index.ts';
import { firstFault } from '../../first-fault.ts';
import {
  DRAWS_COVERED,
  DRAWS_RECORDED,
  EARNINGS_SHOWN,
  POT_DAYS,
  POT_MATURED,
  POT_REFUNDS,
  POT_SHARES,
  POT_TELESCOPES,
  POT_WEIGHTS,
} from './pots.sql.ts';

const STATEMENTS: Readonly<Record<PotRule, string>> = {
  'pot-days': POT_DAYS,
  'pot-refunds': POT_REFUNDS,
  'pot-shares': POT_SHARES,
  'pot-telescopes': POT_TELESCOPES,
  'pot-matured': POT_MATURED,
  'draws-covered': DRAWS_COVERED,
  'draws-recorded': DRAWS_RECORDED,
  'pot-weights': POT_WEIGHTS,
  'earnings-shown': EARNINGS_SHOWN,
};

export class PostgresPotProofs implements PotProofs {
  firstFault(snapshot: Snapshot, rule: PotRule, modelVersionId?: Id): Promise<Fault | null> {
    return firstFault(snapshot, STATEMENTS[rule], [modelVersionId ?? null]);
  }
}
