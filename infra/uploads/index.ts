export { AdvisoryLocker } from './advisory-locker.ts';
export { SealedUploadFiles } from './sealed-upload-files.ts';
export { SealedUploadReader } from './sealed-upload-reader.ts';
export { SealedTusStore } from './tus-store.ts';
