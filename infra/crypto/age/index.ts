export { openAge, sealAge, type AgeFile } from './age-file.ts';
export { AgeError, type AgeFault } from './errors.ts';
export { decodeIdentity, decodeRecipient, encodeIdentity, encodeRecipient, newIdentity, recipientOf } from './keys.ts';
