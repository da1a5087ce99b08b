import type { Express } from 'express';

/** `ready` looks at what requests need (database, NATS); it throws or answers false while one of them is away. */
export function health(app: Express, ready: () => Promise<boolean>, isDraining: () => boolean): void {
  app.get('/healthz', (_request, response) => {
    response.json({ status: 'alive' });
  });
  app.get('/readyz', async (_request, response) => {
    const isReady = !isDraining() && (await ready().catch(() => false));
    response.status(isReady ? 200 : 503).json({ status: isReady ? 'ready' : 'not ready' });
  });
}
