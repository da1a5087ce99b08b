export { mountUploads, type UploadParts } from './routes.ts';
