import { RequestFailed, Unreachable, UserErrors } from '../codegen/client/index.ts';

/** The person called the command wrongly, or something on this machine is missing. Exit code 2. */
export class UsageFault extends Error {
  override readonly name = 'UsageFault';
}

export const EXIT_REFUSED = 1;
export const EXIT_USAGE = 2;
/** The command did what it was asked to, and found that the books are wrong. */
export const EXIT_UNSOUND = 3;

export interface Fault {
  readonly code: string;
  readonly message: string;
  readonly exitCode: number;
}

/** What went wrong and what to do next, in words for the terminal. */
export function faultOf(error: unknown): Fault {
  if (error instanceof UsageFault) return { code: 'USAGE', message: error.message, exitCode: EXIT_USAGE };
  if (error instanceof UserErrors) {
    const message = error.errors.map(
      ({ code, field, message: text }) => `${text} (${[code, ...(field ?? [])].join(' ')})`,
    );
    return { code: error.code ?? 'REFUSED', message: message.join('\n'), exitCode: EXIT_REFUSED };
  }
  if (error instanceof Unreachable) {
    const message = `${error.message} Start the instance with \`npm start\`, or check the address in --url.`;
    return { code: 'UNREACHABLE', message, exitCode: EXIT_REFUSED };
  }
  if (error instanceof RequestFailed) {
    const quote = error.requestId ? ` Request id: ${error.requestId}.` : '';
    const next = error.code === 'UNAUTHENTICATED' ? ' Run `commonpool sign-in`.' : '';
    return { code: error.code, message: `${error.message}${next}${quote}`, exitCode: EXIT_REFUSED };
  }
  return { code: 'FAILED', message: error instanceof Error ? error.message : String(error), exitCode: EXIT_REFUSED };
}
