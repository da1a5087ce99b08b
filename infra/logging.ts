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
