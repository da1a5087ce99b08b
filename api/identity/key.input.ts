import 'reflect-metadata';
import { Field, ID, InputType } from 'type-graphql';
import { MutationInput } from '../shared/index.ts';

@InputType({ description: 'Input of `addKey`: with a statement of an existing key, or a token for the first one.' })
export class AddKeyInput extends MutationInput {
  @Field(() => String, { description: 'The new public JWK as JSON text.' })
  publicKey!: string;

  @Field(() => String, { description: 'Compact JWS by the new key over a challenge, for the action identity.add-key.' })
  proof!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'Statement by an existing key: action identity.add-key; subject: the new thumbprint; digest of { thumbprint }.',
  })
  statementJws?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Where the account never had a key: a token that its external issuer made just now.',
  })
  issuerToken?: string | null;
}

@InputType({ description: 'Input of `revokeKey`.' })
export class RevokeKeyInput extends MutationInput {
  @Field(() => String, { description: 'The thumbprint of the key that is to be good no more.' })
  keyId!: string;

  @Field(() => String, {
    description:
      'Statement by any live key: action identity.revoke-key; subject: that thumbprint; digest of { thumbprint }.',
  })
  statementJws!: string;
}

@InputType({ description: 'Input of `replaceRecoveryCodes`.' })
export class ReplaceRecoveryCodesInput extends MutationInput {
  @Field(() => String, {
    description: 'Statement: action identity.replace-recovery-codes; subject "recovery-codes"; digest of {}.',
  })
  statementJws!: string;
}

@InputType({ description: 'Input of `startRecovery`.' })
export class StartRecoveryInput extends MutationInput {
  @Field(() => String, { description: 'The handle of the account.' })
  handle!: string;

  @Field(() => String, { description: 'One of its recovery codes. It is spent now.' })
  code!: string;

  @Field(() => String, { description: 'The new public JWK as JSON text.' })
  newPublicKey!: string;

  @Field(() => String, { description: 'Compact JWS by the new key over a challenge, for identity.start-recovery.' })
  proof!: string;
}

@InputType({ description: 'Input of `cancelRecovery`.' })
export class CancelRecoveryInput extends MutationInput {
  @Field(() => ID, { description: 'The recovery, as `viewer { recovery { id } }` names it.' })
  recoveryId!: string;

  @Field(() => String, {
    description:
      'Statement: action identity.cancel-recovery; subject: the new key’s thumbprint; digest of { thumbprint }.',
  })
  statementJws!: string;
}

@InputType({ description: 'Input of `completeRecovery`.' })
export class CompleteRecoveryInput extends MutationInput {
  @Field(() => ID, { description: 'The recovery, as `startRecovery` answered it.' })
  recoveryId!: string;

  @Field(() => String, { description: 'Compact JWS by the new key over a challenge, for identity.complete-recovery.' })
  proof!: string;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Whether all older keys end, with their sessions: for when they may be in other hands.',
  })
  revokeOldKeys!: boolean;
}
