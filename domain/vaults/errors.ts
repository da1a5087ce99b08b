import { DomainError } from '../shared/index.ts';

/** It is still being received or imported; wait until it is ready. */
export class DatasetNotReady extends DomainError<'DATASET_NOT_READY'> {
  readonly code = 'DATASET_NOT_READY';
}

/** It is ready or failed, so no stream can be added to it any more. */
export class DatasetClosed extends DomainError<'DATASET_CLOSED'> {
  readonly code = 'DATASET_CLOSED';
}

/** The stored bytes are not those that were sealed: altered, cut short, or another object's. Nothing of them is used. */
export class ObjectTampered extends DomainError<'OBJECT_TAMPERED'> {
  readonly code = 'OBJECT_TAMPERED';
}

/** Its key was destroyed, or its bytes are not in the store. */
export class ObjectUnreadable extends DomainError<'OBJECT_UNREADABLE'> {
  readonly code = 'OBJECT_UNREADABLE';
}

/** An object is written once and its id is used once; a new version is a new object. */
export class ObjectExists extends DomainError<'OBJECT_EXISTS'> {
  readonly code = 'OBJECT_EXISTS';
}

/** While it was being written, its dataset was erased, or a later attempt took its place. */
export class SealingOvertaken extends DomainError<'SEALING_OVERTAKEN'> {
  readonly code = 'SEALING_OVERTAKEN';
}

/** A wrapped key does not open under the key above it: another root key is in force, or the row was altered. */
export class KeyUnreadable extends DomainError<'KEY_UNREADABLE'> {
  readonly code = 'KEY_UNREADABLE';
}
