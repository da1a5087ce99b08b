import type { Command } from 'commander';
import { openAccount, type Account } from './account.ts';
import { faultOf } from './faults.ts';
import { outputTo, type Output } from './output.ts';

export interface CommonOptions {
  readonly profile: string;
  readonly json?: boolean;
}

/** A command with the options that all of them have. */
export function command(program: Command, usage: string, description: string): Command {
  return program
    .command(usage)
    .description(description)
    .option('--json', 'print one JSON object, for programs', false)
    .option('--profile <name>', 'which account of this machine', process.env.COMMONPOOL_PROFILE ?? 'default');
}

type Work = (output: Output, ...args: never[]) => Promise<void>;
type UserWork = (account: Account, output: Output, ...args: never[]) => Promise<void>;

/** Runs a command's work; every failure becomes a sentence and an exit code, never a stack. */
export function running(work: Work): (...args: unknown[]) => Promise<void> {
  return async (...args) => {
    const options = args.at(-2) as CommonOptions;
    const output = outputTo(options.json ?? false);
    try {
      // Commander gives what the command's usage names, then the options, then itself.
      await work(output, ...(args.slice(0, -1) as never[]));
    } catch (error) {
      const { code, message, exitCode } = faultOf(error);
      process.stderr.write(output.json ? `${JSON.stringify({ error: { code, message } })}\n` : `${message}\n`);
      process.exitCode = exitCode;
    }
  };
}

/** The same for the work of a signed-in user; the connection is closed at the end. */
export function asUser(work: UserWork): (...args: unknown[]) => Promise<void> {
  return running(async (output, ...args: never[]) => {
    const account = await openAccount((args.at(-1) as unknown as CommonOptions).profile);
    try {
      await work(account, output, ...args);
    } finally {
      await account.close();
    }
  });
}
