import 'reflect-metadata';
import type { CaseKind, CaseOutcome, CaseReason, CaseState, CaseStepKind } from '../../domain/cases/index.ts';
import type { Refund } from '../../domain/revenue/index.ts';
import { enumOf } from '../shared/index.ts';

export const CaseKindEnum = enumOf<CaseKind>(
  {
    dispute: 'A customer disputes a call within its refund window.',
    'refund-request': 'A customer asks for the price of a call, at any time.',
    correction: 'An operator proposes a journal that puts right another one.',
    'metering-gap': 'Numbers of a gateway are missing.',
    probe: 'A gateway did not report a call of the platform as it was.',
  },
  { name: 'CaseKind', description: 'What a case is about.' },
);

export const CaseStateEnum = enumOf<CaseState>(
  {
    open: 'Nobody reviews it yet.',
    'in-review': 'An operator reviews it.',
    decided: 'Decided by one operator; a second must confirm before anything happens.',
    closed: 'It has ended, and its outcome has happened; final.',
    withdrawn: 'Taken back by who opened it; final.',
  },
  { name: 'CaseState', description: 'How far a case is.' },
);

export const CaseOutcomeEnum = enumOf<CaseOutcome>(
  {
    refund: 'The call is paid back, wholly or in part.',
    reject: 'What was asked for is refused.',
    correct: 'The proposed journal is posted.',
    'suspend-gateway': 'The gateway is suspended.',
    warn: 'The gateway’s operator is warned.',
    'no-action': 'Nothing is to be done.',
  },
  { name: 'CaseOutcome', description: 'How a case ends.' },
);

export const CaseReasonEnum = enumOf<CaseReason>(
  {
    overcharged: 'Too much was charged.',
    'not-served': 'The call was not served.',
    'faulty-answer': 'The answer was of no use.',
    goodwill: 'Nobody is at fault.',
    unfounded: 'The claim does not hold.',
    'booking-error': 'The books were wrong.',
    'metering-fault': 'The gateway counted wrongly.',
    resolved: 'What it was about is gone.',
    other: 'Another reason; the note says which.',
  },
  { name: 'CaseReason', description: 'Why a case ends as it does.' },
);

export const CaseStepKindEnum = enumOf<CaseStepKind>(
  {
    opened: 'It was opened.',
    taken: 'An operator took it; what was decided and not confirmed is undone.',
    decided: 'Its reviewer decided.',
    confirmed: 'A second operator confirmed.',
    refused: 'A second operator refused the correction.',
    withdrawn: 'Who opened it took it back.',
    escalated: 'Its deadline passed.',
    resolved: 'Late events closed the gap.',
  },
  { name: 'CaseStepKind', description: 'What happened to a case.' },
);

export const ShareSourceEnum = enumOf<Refund['shareFrom']>(
  {
    pot: 'The owners, out of what is not mature.',
    reserve: 'The platform’s reserve, then its fees.',
    unallocated: 'Nobody had owned it.',
  },
  { name: 'RefundShareSource', description: 'Who gives the owners’ share of a call back.' },
);
