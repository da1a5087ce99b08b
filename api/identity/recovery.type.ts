import 'reflect-metadata';
import { Field, ObjectType, registerEnumType } from 'type-graphql';
import type { Recovery } from '../../domain/identity/index.ts';
import { DateTime } from '../shared/index.ts';

type State = Recovery['state'];

export const RecoveryStates = {
  RUNNING: 'running',
  CANCELLED: 'cancelled',
  COMPLETED: 'completed',
} as const satisfies {
  readonly [name: string]: State;
};

registerEnumType(RecoveryStates, {
  name: 'RecoveryState',
  description: 'How far a recovery is.',
  valuesConfig: {
    RUNNING: { description: 'Cooling off, or ready to be completed. Any existing key can cancel it.' },
    CANCELLED: { description: 'Stopped with an existing key.' },
    COMPLETED: { description: 'Its key belongs to the account.' },
  },
});

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
