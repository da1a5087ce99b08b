import type { RequestHandler, Response } from 'express';
import type { AuthenticateGateway, Gateway } from '../../domain/metering/index.ts';

/** Before the body is read: a stranger's bytes are not even parsed. */
export function onlyGateways(authenticateGateway: AuthenticateGateway): RequestHandler {
  return async (request, response, next) => {
    const token = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
    response.locals['gateway'] = await authenticateGateway.execute(token);
    next();
  };
}

/** Who is asking, once `onlyGateways` has let them in. */
export function gatewayOf(response: Response): Gateway {
  return response.locals['gateway'] as Gateway;
}
