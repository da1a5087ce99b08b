import { Router } from 'express';
import type { PublishedKeys } from '../../domain/identity/index.ts';

/** Shorter than the life of an access token, so that a cache never holds on to a key that has ended for long. */
const CACHE_SECONDS = 300;

/** The public keys of this instance's access tokens, for gateways and other services that check them on their own. */
export function jwksRoute(publishedKeys: PublishedKeys): Router {
  return Router().get('/.well-known/jwks.json', async (_request, response) => {
    const keys = await publishedKeys.execute();
    response.set('cache-control', `public, max-age=${CACHE_SECONDS}`);
    response.type('application/jwk-set+json').send(JSON.stringify(keys));
  });
}
