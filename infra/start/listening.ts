import { StartFault } from './fault.ts';

/** The system's words for a name that does not resolve, and for an address that this machine does not have. */
const NOT_OURS = ['ENOTFOUND', 'EAI_AGAIN', 'EADDRNOTAVAIL', 'EAFNOSUPPORT', 'EINVAL'];

/** Why nobody can listen there, as a StartFault; an error of any other kind stays as it is. */
export function explainListening(error: unknown, { host, port }: { host: string; port: number }): unknown {
  const { code = '' } = error as NodeJS.ErrnoException;
  const sentence = sentenceFor(code, host, port);
  return sentence === null ? error : new StartFault(sentence, { cause: error });
}

function sentenceFor(code: string, host: string, port: number): string | null {
  if (code === 'EADDRINUSE') return `Port ${port} is in use; set PORT to another, or 0 for any free one.`;
  if (code === 'EACCES') return `Port ${port} is not open to this process; set PORT to one above 1023.`;
  if (!NOT_OURS.includes(code)) return null;
  return `This machine has no address ${host} (${code}); set HOST to one it has, such as 127.0.0.1, or 0.0.0.0 for all.`;
}
