import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { ViewerDocument } from '../../codegen/generated/graphql.ts';
import { finishRecovery, makeAccount, startRecovery, type Account } from '../account.ts';
import { asUser, command, running, type CommonOptions } from '../command.ts';
import { UsageFault } from '../faults.ts';
import type { Output } from '../output.ts';

const DEFAULT_URL = 'http://127.0.0.1:4000';

type SignUpOptions = CommonOptions & { readonly url: string };
type RecoverOptions = SignUpOptions & {
  readonly code?: string;
  readonly finish: boolean;
  readonly revokeOldKeys: boolean;
};
type InitOptions = SignUpOptions & { readonly tokenFile: string; readonly handle: string };

export function accountCommands(program: Command): void {
  command(program, 'init', 'become the first operator of a new instance')
    .option('--url <address>', 'where the instance is', DEFAULT_URL)
    .option('--token-file <path>', 'the file with the setup token that the first start named', '.data/setup-token')
    .option('--handle <handle>', 'your pseudonym', 'operator')
    .action(running(init));
  command(program, 'sign-up <handle>', 'make an account: a pseudonym and a key, nothing else')
    .option('--url <address>', 'where the instance is', DEFAULT_URL)
    .action(running(signUp));
  command(program, 'recover [handle]', 'let a new key into your account with a recovery code, after a waiting time')
    .option('--code <code>', 'one of your recovery codes; it is spent')
    .option('--finish', 'complete the recovery that this machine began', false)
    .option('--revoke-old-keys', 'with --finish: end all older keys, in case they are in other hands', false)
    .option('--url <address>', 'where the instance is', DEFAULT_URL)
    .action(running(recover));
  command(program, 'sign-in', 'begin a new session with the key of this machine').action(asUser(signIn));
  command(program, 'token', 'print an access token, to paste where you try out queries').action(asUser(token));
}

async function init(output: Output, { url, tokenFile, handle, profile }: InitOptions): Promise<void> {
  const token = (await readable(tokenFile)).trim();
  const made = await makeAccount(profile, { url, handle }, (client) => client.claimInstance(handle, token));
  welcome(output, `You are the first operator of ${url}, as ${handle}.`, { url, handle, ...made });
}

async function signUp(output: Output, handle: string, { url, profile }: SignUpOptions): Promise<void> {
  const made = await makeAccount(profile, { url, handle }, (client) => client.signUp(handle));
  welcome(output, `You are ${handle} on ${url}.`, { url, handle, ...made });
}

async function recover(output: Output, handle: string | undefined, options: RecoverOptions): Promise<void> {
  const { code, finish, revokeOldKeys, url, profile } = options;
  if (finish) {
    const { url: at, handle: recovered } = await finishRecovery(profile, revokeOldKeys);
    const older = revokeOldKeys ? 'Older keys have ended.' : 'Older keys still hold.';
    return output.show({ url: at, handle: recovered }, [`You are ${recovered} on ${at} again. ${older}`]);
  }
  if (!handle || !code) {
    throw new UsageFault('Name your account and one of its codes: commonpool recover <handle> --code <code>');
  }
  const { readyAt, path } = await startRecovery(profile, { url, handle, code });
  output.show({ url, handle, readyAt, path }, [
    `The recovery of ${handle} has begun. Its new key is in ${path}; it is let in from ${readyAt} on.`,
    'Until then anyone with an older key of the account can cancel it. Then run: commonpool recover --finish',
  ]);
}

async function signIn({ client, profile }: Account, output: Output): Promise<void> {
  await client.signIn();
  const { viewer } = await client.request(ViewerDocument);
  output.show(viewer, [
    `Signed in to ${profile.url} as ${viewer.handle}.`,
    `Your id, for others to name you by: ${viewer.id}`,
  ]);
}

/** Good for minutes only, so it is made when it is asked for. */
async function token({ client }: Account, output: Output): Promise<void> {
  const accessToken = await client.token();
  output.show({ accessToken }, [accessToken ?? 'You are not signed in. Run `commonpool sign-in`.']);
}

function welcome(
  output: Output,
  sentence: string,
  result: { url: string; handle: string; recoveryCodes: readonly string[]; path: string },
): void {
  output.show(result, [
    sentence,
    `Your key is in ${result.path}; only you can read it. Keep a copy: it signs your votes and consents.`,
    'If you lose it, each of these codes lets you in once, with `commonpool recover`. They are shown only now; write them down:',
    ...result.recoveryCodes.map((code) => `  ${code}`),
  ]);
}

async function readable(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch {
    throw new UsageFault(
      `${path} cannot be read. Give --token-file the path that the instance named when it started for the first time.`,
    );
  }
}
