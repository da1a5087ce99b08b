import { DomainError, type Id } from '../shared/index.ts';

/** `state` is where it stands, `act` what was asked. */
export class CaseStateWrong extends DomainError<'CASE_STATE'> {
  readonly code = 'CASE_STATE';
  constructor(state: string, act: string) {
    super(`The case is ${state}, so it cannot be ${act}.`, { field: ['caseId'], details: { state } });
  }
}

export class CaseChanged extends DomainError<'CASE_CHANGED'> {
  readonly code = 'CASE_CHANGED';
  constructor(version: number) {
    super(`The case has changed: it is at version ${version} now. Read it again before you decide.`, {
      field: ['version'],
      details: { version },
    });
  }
}

export class CaseExists extends DomainError<'CASE_EXISTS'> {
  readonly code = 'CASE_EXISTS';
  constructor(caseId: Id) {
    super('A case about this is open already. Add what you have to say there.', { details: { caseId } });
  }
}

export class DisputeTooLate extends DomainError<'DISPUTE_TOO_LATE'> {
  readonly code = 'DISPUTE_TOO_LATE';
  constructor() {
    super('The refund window of this call is over, so it cannot be disputed. You can still request a refund.', {
      field: ['inboxId'],
    });
  }
}

export class NotReviewer extends DomainError<'CASE_REVIEWER'> {
  readonly code = 'CASE_REVIEWER';
  constructor() {
    super('Another operator reviews this case. Take it over before you decide.', { field: ['caseId'] });
  }
}

export class OutcomeForbidden extends DomainError<'CASE_OUTCOME'> {
  readonly code = 'CASE_OUTCOME';
  constructor(kind: string, outcome: string) {
    super(`A case of the kind ${kind} cannot end with ${outcome}.`, { field: ['outcome'] });
  }
}

export class SecondOperatorRequired extends DomainError<'SECOND_OPERATOR_REQUIRED'> {
  readonly code = 'SECOND_OPERATOR_REQUIRED';
  constructor() {
    super('A second operator, who is another person, must confirm this.', { field: ['caseId'] });
  }
}

export class OwnCase extends DomainError<'OWN_CASE'> {
  readonly code = 'OWN_CASE';
  constructor() {
    super('It is about your own money or your own claim, so another operator must decide it.', { field: ['caseId'] });
  }
}

export class EvidenceFull extends DomainError<'CASE_EVIDENCE_FULL'> {
  readonly code = 'CASE_EVIDENCE_FULL';
  constructor(most: number) {
    super(`The case has ${most} pieces of evidence, and takes no more.`, { field: ['caseId'] });
  }
}

export class CorrectionForbidden extends DomainError<'CORRECTION_FORBIDDEN'> {
  readonly code = 'CORRECTION_FORBIDDEN';
  constructor(account: string) {
    super(`${account} follows from other records, so it cannot be corrected by hand. Refund the call instead.`, {
      field: ['legs'],
    });
  }
}

export class CorrectionDigestWrong extends DomainError<'CORRECTION_DIGEST'> {
  readonly code = 'CORRECTION_DIGEST';
  constructor() {
    super('The digest is not that of the proposed legs. Look at them again.', { field: ['digest'] });
  }
}
