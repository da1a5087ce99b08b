import 'reflect-metadata';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { CancelRecovery, CompleteRecovery, StartRecovery } from '../../domain/identity/index.ts';
import { fromNodeId, payload, Public, viewerOf, type ApiContext } from '../shared/index.ts';
import { CancelRecoveryInput, CompleteRecoveryInput, StartRecoveryInput } from './key.input.ts';
import { CancelRecoveryPayload, CompleteRecoveryPayload, StartRecoveryPayload } from './key.payload.ts';
import { parseJwk } from './public-key.ts';

@Resolver()
export class RecoveryResolver {
  constructor(
    private readonly start: StartRecovery,
    private readonly cancel: CancelRecovery,
    private readonly complete: CompleteRecovery,
  ) {}

  @Public()
  @Mutation(() => StartRecoveryPayload, {
    description: 'Spends a recovery code and begins the cooling-off period, after which the new key is let in.',
  })
  startRecovery(
    @Arg('input', () => StartRecoveryInput, { description: 'Handle, code, new key and proof.' })
    input: StartRecoveryInput,
  ): Promise<StartRecoveryPayload> {
    const { handle, code, proof } = input;
    return payload(input, async () => {
      const newPublicKey = parseJwk(input.newPublicKey, ['newPublicKey']);
      return { recovery: await this.start.execute({ handle, code, newPublicKey, proof }) };
    });
  }

  @Mutation(() => CancelRecoveryPayload, { description: 'Stops a running recovery with an existing key.' })
  cancelRecovery(
    @Arg('input', () => CancelRecoveryInput, { description: 'Recovery and statement.' }) input: CancelRecoveryInput,
    @Ctx() context: ApiContext,
  ): Promise<CancelRecoveryPayload> {
    const { statementJws } = input;
    return payload(input, async () => {
      const recoveryId = fromNodeId('Recovery', input.recoveryId, 'recoveryId');
      return { recovery: await this.cancel.execute({ viewer: viewerOf(context), recoveryId, statementJws }) };
    });
  }

  @Public()
  @Mutation(() => CompleteRecoveryPayload, { description: 'After the cooling-off period: lets the new key in.' })
  completeRecovery(
    @Arg('input', () => CompleteRecoveryInput, { description: 'Recovery, proof, and what becomes of older keys.' })
    input: CompleteRecoveryInput,
  ): Promise<CompleteRecoveryPayload> {
    const { proof, revokeOldKeys } = input;
    return payload(input, async () => {
      const recoveryId = fromNodeId('Recovery', input.recoveryId, 'recoveryId');
      return this.complete.execute({ recoveryId, proof, revokeOldKeys });
    });
  }
}
