/** What the gateway needs of a logger; pino's fits. No prompts, keys or secrets go in. */
export interface Log {
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}
