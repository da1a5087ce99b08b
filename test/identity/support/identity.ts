import type { ChallengeAction, NewAccount, Viewer } from '../../../domain/identity/index.ts';
import { wireIdentity } from '../../../wiring/identity.ts';
import { openTestGround } from '../../support/ground.ts';
import { Device, INSTANCE } from './device.ts';

export interface Member {
  readonly device: Device;
  readonly account: NewAccount;
  readonly viewer: Viewer;
}

/** The whole context on a ground of its own, and what members do with it. */
export async function openIdentity(environment: Readonly<Record<string, string>> = {}) {
  const ground = await openTestGround({ COMMONPOOL_INSTANCE: INSTANCE, ...environment });
  const context = wireIdentity(ground);

  async function proof(device: Device, action: ChallengeAction): Promise<string> {
    const { challenge } = await context.requestChallenge.execute();
    return device.prove(challenge, action);
  }

  async function signUp(handle: string, alg: 'EdDSA' | 'ES256' = 'EdDSA'): Promise<Member> {
    const device = await Device.make(alg);
    const account = await context.signUp.execute({
      handle,
      publicKey: device.publicKey,
      proof: await proof(device, 'identity.sign-up'),
    });
    const { user, tokens } = account;
    return { device, account, viewer: { userId: user.id, isOperator: user.isOperator, sessionId: tokens.sessionId } };
  }

  async function operator(handle = 'operator'): Promise<Member> {
    const setupToken = (await context.ensureSetupToken.execute()) ?? '';
    const device = await Device.make();
    const account = await context.claimInstance.execute({
      handle,
      publicKey: device.publicKey,
      proof: await proof(device, 'identity.sign-up'),
      setupToken,
    });
    const { user, tokens } = account;
    return { device, account, viewer: { userId: user.id, isOperator: user.isOperator, sessionId: tokens.sessionId } };
  }

  return {
    ...context,
    db: ground.database,
    proof,
    join: signUp,
    operator,
    /** The same instance in a second process. */
    replica: () => wireIdentity(ground),
    close: () => ground.close(),
  };
}

export type TestIdentity = Awaited<ReturnType<typeof openIdentity>>;
