import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import type { Request, Response } from 'express';
import type { WriteBundle } from '../../domain/governance/index.ts';
import { callerOf, type Authenticate } from '../http/caller.ts';
import type { Mount } from '../server.ts';
import { fromNodeId } from '../shared/index.ts';
import { Unauthenticated } from '../shared/errors.ts';

/** `GET /proposals/<id>/bundle`: a closed vote as lines of JSON, for `commonpool recount`. Open to every user. */
export function mountBundles(parts: { readonly writeBundle: WriteBundle; readonly authenticate: Authenticate }): Mount {
  const send = async (request: Request, response: Response): Promise<void> => {
    const { viewer } = await callerOf(request.headers.authorization, parts.authenticate);
    if (!viewer) throw new Unauthenticated();
    const id = String(request.params['proposalId']);
    const lines = await parts.writeBundle.execute(fromNodeId('Proposal', id, 'proposalId'));
    response.type('application/x-ndjson');
    await pipeline(Readable.from(lines), response);
  };
  return (app) => {
    app.get('/proposals/:proposalId/bundle', (request, response, next) => {
      send(request, response).catch(next);
    });
  };
}
