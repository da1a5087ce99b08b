import { assertOperator, type OtherHands, type Viewer } from '../identity/index.ts';
import type { Accounts, Journals, Leg } from '../ledger/index.ts';
import { assertCurrency } from '../revenue/index.ts';
import { changed, InvalidInput, newId, NotFound, type Currency, type Transactions, type Tx } from '../shared/index.ts';
import { newCase, type Case } from './case.ts';
import { canonicalLegs, correctionDigest, KEY } from './correction.ts';
import { CaseExists } from './errors.ts';
import { assertText } from './evidence.ts';
import { assertOthers } from './locked-case.ts';
import type { Cases } from './ports.ts';
import type { RecordCase } from './record-case.ts';
import type { CaseSettings } from './settings.ts';

export interface CorrectionCommand {
  readonly viewer: Viewer;
  /** The key of the journal that was wrong. It stays as it is; the correction is a further one. */
  readonly journal: string;
  readonly statement: string;
  readonly currency: Currency;
  readonly legs: readonly Leg[];
}

/** An operator proposes a journal that puts right another one. It is posted when a second operator approves exactly its legs. */
export class ProposeCorrection {
  constructor(
    private readonly settings: CaseSettings,
    private readonly transactions: Transactions,
    private readonly cases: Cases,
    private readonly accounts: Accounts,
    private readonly journals: Journals,
    private readonly otherHands: OtherHands,
    private readonly recordCase: RecordCase,
  ) {}

  /** Throws INVALID_INPUT, NOT_FOUND, CORRECTION_FORBIDDEN, OWN_CASE, CASE_EXISTS. The same proposal again answers the first. */
  async execute(command: CorrectionCommand): Promise<Case> {
    assertOperator(command.viewer);
    const statement = assertText(command.statement, 'statement');
    const legs = canonicalLegs(assertCurrency(command.currency), command.legs);
    if (!KEY.test(command.journal)) throw new InvalidInput(['journal'], 'It is not the key of a journal.');
    return this.transactions.run((tx) => this.propose(tx, { ...command, statement, legs }));
  }

  private async propose(tx: Tx, { viewer, journal, statement, currency, legs }: CorrectionCommand): Promise<Case> {
    const wrong = await this.journals.find(tx, journal);
    if (!wrong) throw new NotFound('The journal', ['journal']);
    const known = await this.accounts.opened(
      tx,
      legs.map(({ account }) => account),
    );
    const strange = legs.find(({ account }) => !known.has(account));
    if (strange) throw new NotFound(`The account ${strange.account}`, ['legs']);
    const digest = correctionDigest(journal, currency, legs);
    const [openerId, parties] = [viewer.userId, { customerId: null, gatewayId: null }];
    const fields = {
      id: newId(),
      kind: 'correction',
      subject: journal,
      openerId,
      ...parties,
      statement,
      currency,
    } as const;
    const proposed = { state: 'decided', outcome: 'correct', reason: 'booking-error', needsSecond: true } as const;
    const opened = newCase(fields, tx.now, this.settings.deadlineMs);
    const one = changed(opened, { ...proposed, reviewerId: openerId, legs, digest });
    await assertOthers(this.otherHands, tx, viewer, one);
    if (await this.recordCase.open(tx, one, { actorId: openerId, note: null })) return one;
    const earlier = await this.cases.running(tx, journal, ['correction']);
    if (!earlier) throw new NotFound('The case', ['journal']);
    if (earlier.digest !== digest || earlier.openerId !== openerId) throw new CaseExists(earlier.id);
    return earlier;
  }
}
