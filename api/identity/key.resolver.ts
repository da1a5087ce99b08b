import 'reflect-metadata';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { AddKey, ReplaceRecoveryCodes, RevokeKey } from '../../domain/identity/index.ts';
import { payload, viewerOf, type ApiContext } from '../shared/index.ts';
import { AddKeyInput, ReplaceRecoveryCodesInput, RevokeKeyInput } from './key.input.ts';
import { AddKeyPayload, ReplaceRecoveryCodesPayload, RevokeKeyPayload } from './key.payload.ts';
import { parseJwk } from './public-key.ts';

@Resolver()
export class KeyResolver {
  constructor(
    private readonly add: AddKey,
    private readonly revoke: RevokeKey,
    private readonly replaceCodes: ReplaceRecoveryCodes,
  ) {}

  @Mutation(() => AddKeyPayload, { description: 'Adds a key to the viewer’s account, such as another device’s.' })
  addKey(
    @Arg('input', () => AddKeyInput, { description: 'Key, proof, and who agrees.' }) input: AddKeyInput,
    @Ctx() context: ApiContext,
  ): Promise<AddKeyPayload> {
    const { publicKey, proof, statementJws = null, issuerToken = null } = input;
    return payload(input, async () => {
      const key = { publicKey: parseJwk(publicKey, ['publicKey']), proof, statementJws, issuerToken };
      return { key: await this.add.execute({ viewer: viewerOf(context), ...key }) };
    });
  }

  @Mutation(() => RevokeKeyPayload, { description: 'Ends a key of the viewer and every session that it began.' })
  revokeKey(
    @Arg('input', () => RevokeKeyInput, { description: 'Key and statement.' }) input: RevokeKeyInput,
    @Ctx() context: ApiContext,
  ): Promise<RevokeKeyPayload> {
    const { keyId, statementJws } = input;
    return payload(input, async () => ({
      key: await this.revoke.execute({ viewer: viewerOf(context), keyId, statementJws }),
    }));
  }

  @Mutation(() => ReplaceRecoveryCodesPayload, { description: 'Makes new recovery codes; all older ones are void.' })
  replaceRecoveryCodes(
    @Arg('input', () => ReplaceRecoveryCodesInput, { description: 'A statement.' }) input: ReplaceRecoveryCodesInput,
    @Ctx() context: ApiContext,
  ): Promise<ReplaceRecoveryCodesPayload> {
    const { statementJws } = input;
    return payload(input, async () => ({
      recoveryCodes: await this.replaceCodes.execute({ viewer: viewerOf(context), statementJws }),
    }));
  }
}
