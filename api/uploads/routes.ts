import { AsyncLocalStorage } from 'node:async_hooks';
import type { DataStore, Locker } from '@tus/server';
import type { Request, Response } from 'express';
import { validate as isUuid } from 'uuid';
import type { Viewer } from '../../domain/identity/index.ts';
import type { BeginUpload, CompleteUpload, FindUpload, Import, Upload } from '../../domain/imports/index.ts';
import { NotFound } from '../../domain/shared/index.ts';
import { httpAnswer } from '../error-format.ts';
import { callerOf, type Authenticate } from '../http/caller.ts';
import type { Log } from '../http/log.ts';
import { requestId } from '../http/request-id.ts';
import type { Mount } from '../server.ts';
import { Unauthenticated } from '../shared/errors.ts';
import { toNodeId } from '../shared/node.ts';
import { CodedTusServer } from './tus-server.ts';

export interface UploadParts {
  readonly store: DataStore;
  readonly locker: Locker;
  readonly authenticate: Authenticate;
  readonly beginUpload: BeginUpload;
  readonly findUpload: FindUpload;
  readonly completeUpload: CompleteUpload;
  readonly limitBytes: bigint;
  readonly log: Log;
}

const PATH = '/uploads';

/** Names the dataset that an upload became, in the answer to its last byte and to every HEAD after it. */
const DATASET_HEADER = 'Commonpool-Dataset';

/**
 * Resumable uploads by the tus protocol 1.0.0 (https://tus.io): POST with `Upload-Length` makes one, PATCH sends bytes,
 * HEAD says where to go on. Every request carries a bearer token, and reaches its own user's uploads only.
 */
export function mountUploads(parts: UploadParts): Mount {
  const checked = new AsyncLocalStorage<CheckedRequest>();
  const tus = tusServer(parts, checked);
  const answer = async (request: Request, response: Response): Promise<void> => {
    // A browser's preflight cannot carry the token.
    if (request.method === 'OPTIONS') return tus.handle(request, response);
    const { viewer } = await callerOf(request.headers.authorization, parts.authenticate);
    if (!viewer) throw new Unauthenticated();
    const uploadId = uploadIdOf(request.path);
    const found = await foundBy(parts.findUpload, viewer, uploadId);
    if (found?.imported && request.method === 'HEAD') return answerWhole(response, found.upload, found.imported);
    await checked.run({ viewer, uploadId }, () => tus.handle(request, response));
  };
  return (app) => {
    app.all([PATH, `${PATH}/:uploadId`], (request, response, next) => {
      answer(request, response).catch(next);
    });
  };
}

/** What the owner check let through. */
interface CheckedRequest {
  readonly viewer: Viewer;
  readonly uploadId: string | null;
}

function tusServer(parts: UploadParts, checked: AsyncLocalStorage<CheckedRequest>): CodedTusServer {
  return new CodedTusServer({
    path: PATH,
    datastore: parts.store,
    locker: parts.locker,
    maxSize: Number(parts.limitBytes),
    relativeLocation: true,
    exposedHeaders: [DATASET_HEADER],
    disableTerminationForFinishedUploads: true,
    // The id that was checked, and no other: tus would take the end of the whole address, query string included.
    getFileIdFromRequest: () => checked.getStore()?.uploadId ?? undefined,
    // The first hook of a POST, and the only one that decides the id: the row is written before any byte is taken.
    namingFunction: async (request, metadata) => {
      const viewer = checked.getStore()?.viewer;
      if (!viewer) throw new Unauthenticated();
      const sizeBytes = BigInt(request.headers.get('upload-length') ?? 0);
      return (await parts.beginUpload.execute({ viewer, sizeBytes, metadata: metadata ?? {} })).id;
    },
    onUploadFinish: async (_request, upload) => {
      const imported = await parts.completeUpload.execute(upload.id);
      return { headers: { [DATASET_HEADER]: toNodeId('Dataset', imported.datasetId) } };
    },
    onResponseError: (_request, error) => {
      if ('status_code' in error) return undefined;
      const { status, body } = httpAnswer(error, requestId(), parts.log);
      return { status_code: status, body: JSON.stringify(body) };
    },
  });
}

/** Null for the collection itself; throws NOT_FOUND for anything that is not the viewer's own upload. */
async function foundBy(
  findUpload: FindUpload,
  viewer: Viewer,
  uploadId: string | null,
): Promise<{ upload: Upload; imported: Import | null } | null> {
  if (uploadId === null) return null;
  if (!isUuid(uploadId)) throw new NotFound('The upload');
  return findUpload.execute(viewer, uploadId);
}

function uploadIdOf(path: string): string | null {
  return path.slice(PATH.length + 1).replace(/\/$/, '') || null;
}

/** Its bytes may be gone by now, and the protocol would say so; but nothing is left to send. */
function answerWhole(response: Response, upload: Upload, imported: Import): void {
  response.set({
    'Tus-Resumable': '1.0.0',
    'Cache-Control': 'no-store',
    'Access-Control-Allow-Origin': '*',
    'Access-Control-Expose-Headers': `Upload-Offset, Upload-Length, Tus-Resumable, ${DATASET_HEADER}`,
    'Upload-Offset': upload.sizeBytes.toString(),
    'Upload-Length': upload.sizeBytes.toString(),
    [DATASET_HEADER]: toNodeId('Dataset', imported.datasetId),
  });
  response.status(200).end();
}
