import { pino, type Logger } from 'pino';

/**
 * One JSON line per fact, to standard error, so that standard output stays free for what a person or a script reads.
 * What could hold a secret or personal data is cut out here as well, should a caller forget.
 */
export function createLogger(level: string, name = 'commonpool'): Logger {
  return pino(
    {
      name,
      level,
      base: { name, pid: process.pid },
      serializers: { err: withoutRows },
      redact: {
        paths: [
          'req.headers.authorization',
          'req.headers.cookie',
          '*.accessToken',
          '*.refreshToken',
          '*.token',
          '*.secret',
          '*.password',
          '*.jws',
          '*.variables',
        ],
        censor: '[cut]',
      },
    },
    pino.destination({ dest: 2, sync: true }),
  );
}

/** A driver's error holds the statement's parameters and the row that was refused; only what broke, and where, is told. */
function withoutRows(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { name, message, stack, cause } = error;
  const { code } = error as { code?: unknown };
  return {
    type: name,
    message,
    stack,
    ...(code !== undefined && { code }),
    ...(cause !== undefined && { cause: withoutRows(cause) }),
  };
}
