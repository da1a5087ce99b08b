import { DomainError } from '../shared/index.ts';

/** Why a statement was not accepted, one word per check, in the order in which they are made. */
export type StatementFault =
  | 'malformed'
  | 'wrong-type'
  | 'unknown-key'
  | 'revoked-key'
  | 'wrong-algorithm'
  | 'bad-signature'
  | 'not-canonical'
  | 'wrong-instance'
  | 'wrong-action'
  | 'wrong-subject'
  | 'wrong-digest';

export class StatementInvalid extends DomainError<'STATEMENT_INVALID'> {
  readonly code = 'STATEMENT_INVALID';
  constructor(readonly reason: StatementFault) {
    super(`The signed statement is not valid for this act (${reason}). Sign it again with one of your keys.`, {
      field: ['statementJws'],
      details: { reason },
    });
  }
}

/** `too-far` refuses statements that would stay usable for long after the member has forgotten them. */
export class StatementExpired extends DomainError<'STATEMENT_EXPIRED'> {
  readonly code = 'STATEMENT_EXPIRED';
  constructor(readonly reason: 'past' | 'too-far') {
    super(
      reason === 'past'
        ? 'The signed statement has expired. Sign a new one.'
        : 'The signed statement expires too far in the future. Sign one with an earlier expiry.',
      { field: ['statementJws'], details: { reason } },
    );
  }
}

export class StatementReplayed extends DomainError<'STATEMENT_REPLAYED'> {
  readonly code = 'STATEMENT_REPLAYED';
  constructor() {
    super('A statement of this or a higher version was accepted before. Sign one with a higher version.', {
      field: ['statementJws'],
    });
  }
}

/** An act that the member's own key must sign came without a signature. */
export class StatementMissing extends DomainError<'STATEMENT_MISSING'> {
  readonly code = 'STATEMENT_MISSING';
  constructor(action: string) {
    super(`Sign this act with one of your keys: a statement for the action ${action}, sent as statementJws.`, {
      field: ['statementJws'],
      details: { action },
    });
  }
}
