import 'reflect-metadata';
import { Field, ObjectType } from 'type-graphql';
import type { Recovery } from '../../domain/identity/index.ts';
import { DateTime, enumOf } from '../shared/index.ts';

type State = Recovery['state'];

const RecoveryStates = enumOf<State>(
  {
    running: 'Cooling off, or ready to be completed. Any existing key can cancel it.',
    cancelled: 'Stopped with an existing key.',
    completed: 'Its key belongs to the account.',
  },
  { name: 'RecoveryState', description: 'How far a recovery is.' },
);

@ObjectType('Recovery', {
  description: 'A new key on its way into an account by a recovery code. If it is not yours, cancel it at once.',
})
export class RecoveryType implements Pick<Recovery, 'thumbprint' | 'state' | 'startedAt' | 'readyAt' | 'endedAt'> {
  @Field(() => String, { name: 'keyId', description: 'The thumbprint of the new key.' })
  readonly thumbprint!: string;

  @Field(() => RecoveryStates, { description: 'How far it is.' })
  readonly state!: State;

  @Field(() => DateTime, { description: 'When the code was spent.' })
  readonly startedAt!: Date;

  @Field(() => DateTime, { description: 'The end of the cooling-off period: from then on it can be completed.' })
  readonly readyAt!: Date;

  @Field(() => DateTime, { nullable: true, description: 'When it was cancelled or completed.' })
  readonly endedAt!: Date | null;
}
