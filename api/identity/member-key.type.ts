import 'reflect-metadata';
import { Field, ObjectType } from 'type-graphql';
import type { KeyAlgorithm, MemberKey } from '../../domain/identity/index.ts';
import { DateTime, enumOf } from '../shared/index.ts';

const KeyAlgorithms = enumOf<KeyAlgorithm>(
  { EdDSA: 'Ed25519.', ES256: 'ECDSA on P-256 with SHA-256.' },
  { name: 'KeyAlgorithm', description: 'How a key signs.' },
);

@ObjectType('MemberKey', { description: 'A key that the viewer signs in and signs acts with.' })
export class MemberKeyType implements Pick<MemberKey, 'thumbprint' | 'algorithm' | 'addedAt' | 'revokedAt'> {
  @Field(() => String, { name: 'keyId', description: 'RFC 7638 thumbprint, SHA-256: the `kid` of what the key signs.' })
  readonly thumbprint!: string;

  @Field(() => KeyAlgorithms, { description: 'How the key signs.' })
  readonly algorithm!: KeyAlgorithm;

  @Field(() => DateTime, { description: 'Since when the key belongs to the account.' })
  readonly addedAt!: Date;

  @Field(() => DateTime, { nullable: true, description: 'Since when it is good no more. Never undone.' })
  readonly revokedAt!: Date | null;
}
