import type { InboxState } from '../../domain/metering/index.ts';
import { enumOf } from '../shared/index.ts';

export const UsageStateEnum = enumOf<InboxState>(
  {
    pending: 'Accepted; it is posted within moments.',
    posted: 'Paid and shared out.',
    unfunded: 'Parked until the customer’s balance can pay it.',
    quarantined: 'Not to be posted without a decision; `reason` says why.',
  },
  { name: 'UsageState', description: 'Where an accepted usage event stands; in exactly one of them.' },
);
