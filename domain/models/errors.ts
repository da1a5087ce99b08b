import { DomainError } from '../shared/index.ts';

export class CapTableNotFrozen extends DomainError<'CAP_TABLE_NOT_FROZEN'> {
  readonly code = 'CAP_TABLE_NOT_FROZEN';
  constructor() {
    super('This run has no frozen cap table, so its model would have no owners. Wait for its valuation.', {
      field: ['runId'],
    });
  }
}

/** The proposal names an artefact or a cap table other than the ones that the run has. */
export class PublishMismatch extends DomainError<'PUBLISH_MISMATCH'> {
  readonly code = 'PUBLISH_MISMATCH';
  constructor(field: 'artefactDigest' | 'capTableDigest') {
    super('The run has another digest than the proposal names. Read the run again and propose what it has.', {
      field: [field],
    });
  }
}

export class AlreadyPublished extends DomainError<'ALREADY_PUBLISHED'> {
  readonly code = 'ALREADY_PUBLISHED';
  constructor() {
    super('This run is published already; a run makes one model version.', { field: ['runId'] });
  }
}

export class ModelNotLive extends DomainError<'MODEL_NOT_LIVE'> {
  readonly code = 'MODEL_NOT_LIVE';
  constructor() {
    super('This model version is suspended, so it cannot be used now.');
  }
}

/** The owners' vote on terms by which they have less is still open, or did not find more than half of all their weight. */
export class OwnersNotAgreed extends DomainError<'OWNERS_NOT_AGREED'> {
  readonly code = 'OWNERS_NOT_AGREED';
  constructor() {
    super('Owners would have less of this version, and more than half of their weight has not agreed.');
  }
}

export class RepricedMeanwhile extends DomainError<'REPRICED_MEANWHILE'> {
  readonly code = 'REPRICED_MEANWHILE';
  constructor() {
    super('The version got other terms since this was written. Read them and propose again.', {
      field: ['modelVersionId'],
    });
  }
}

/** What a builder earns of a version was agreed with them; members cannot lower it over their head. */
export class BuilderShareProtected extends DomainError<'BUILDER_SHARE_PROTECTED'> {
  readonly code = 'BUILDER_SHARE_PROTECTED';
  constructor() {
    super('Only the builder of a version can propose to lower the builder’s own share.', { field: ['builderPpm'] });
  }
}

/** Only a live model version is suspended, and only a suspended one resumed. */
export class ModelStateOther extends DomainError<'MODEL_STATE_OTHER'> {
  readonly code = 'MODEL_STATE_OTHER';
  constructor(state: string) {
    super(`This model version is ${state}: a live one can be suspended, a suspended one resumed.`, {
      field: ['modelVersionId'],
      details: { state },
    });
  }
}
