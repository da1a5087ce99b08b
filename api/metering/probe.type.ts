import 'reflect-metadata';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { Probe, ProbedUnits, ProbeState } from '../../domain/metering/index.ts';
import { BigIntString, connectionOf, DateTime, enumOf, MutationInput, Node, Payload } from '../shared/index.ts';

export const ProbeStateEnum = enumOf<ProbeState>(
  {
    sealed: 'It is too early to ask whether the call was reported.',
    reported: 'The gateway reported the call as it was.',
    misreported: 'The gateway reported the call with other units.',
    unreported: 'The gateway had its time and did not report the call.',
  },
  { name: 'ProbeState', description: 'What became of a call that the platform bought itself.' },
);

@ObjectType('ProbedUnits', { description: 'What a call was, in the units of its price.', simpleResolvers: true })
export class ProbedUnitsType implements ProbedUnits {
  @Field(() => Int, { description: 'How many queries it was.' })
  queries!: number;
}

@ObjectType('Probe', {
  description: 'A call that the platform bought from a gateway as a plain customer would. Operators see it.',
  implements: Node,
})
export class ProbeType implements Pick<Probe, 'calledAt' | 'units' | 'recordedAt' | 'state' | 'checkedAt' | 'inboxId'> {
  @Field(() => DateTime, { description: 'When the call was made.' })
  calledAt!: Date;

  @Field(() => ProbedUnitsType, { description: 'What it was.' })
  units!: ProbedUnits;

  @Field(() => DateTime, { description: 'When it was recorded.' })
  recordedAt!: Date;

  @Field(() => ProbeStateEnum, { description: 'Whether the gateway reported it. Final once it is not SEALED.' })
  state!: ProbeState;

  @Field(() => DateTime, { nullable: true, description: 'When that was decided.' })
  checkedAt!: Date | null;

  @Field(() => BigIntString, { nullable: true, description: 'The accepted call that was found for it.' })
  inboxId!: bigint | null;
}

export const { Connection: ProbeConnection } = connectionOf(ProbeType, 'Probe');

@InputType({ description: 'What a call was, in the units of its price.' })
export class ProbedUnitsInput implements ProbedUnits {
  @Field(() => Int, { defaultValue: 1, description: 'How many queries: 1 to 1000000.' })
  queries!: number;
}

@InputType({ description: 'A call that an operator made under the account of a plain customer.' })
export class RecordProbeInput extends MutationInput {
  @Field(() => ID, { description: 'The gateway that was called.' })
  gatewayId!: string;

  @Field(() => ID, { description: 'The model version that was called.' })
  modelVersionId!: string;

  @Field(() => ID, { description: 'The API key with which it was called: of a customer whom the operator plays.' })
  keyId!: string;

  @Field(() => DateTime, { description: 'When; the same instant again is the same call.' })
  calledAt!: Date;

  @Field(() => ProbedUnitsInput, { description: 'What it was.' })
  units!: ProbedUnitsInput;
}

@ObjectType({ description: 'The probe as it is recorded.', implements: Payload })
export class RecordProbePayload extends Payload {
  @Field(() => ProbeType, { nullable: true, description: 'The probe; the first one, when the same call came again.' })
  probe?: Probe | null;
}
