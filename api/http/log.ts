/** What the API needs of a logger; pino's fits. Fields never hold variables, tokens or personal data. */
export interface Log {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** Drivers put SQL parameters and row values beside the message; only these three say what broke and where. */
export function plainError(error: unknown): { name: string; message: string; stack: string | undefined } {
  if (!(error instanceof Error)) return { name: 'unknown', message: typeof error, stack: undefined };
  return { name: error.name, message: error.message, stack: error.stack };
}
