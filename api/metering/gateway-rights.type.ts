import 'reflect-metadata';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import type { Gateway, Licence } from '../../domain/metering/index.ts';
import { connectionOf, DateTime, MutationInput, Node, Payload } from '../shared/index.ts';
import { GatewayInput, GatewayType } from './gateway.type.ts';

@ObjectType('GatewayLicence', {
  description: 'A licensed gateway may serve a model version, for as long as this holds. Operators see it.',
  implements: Node,
})
export class LicenceType implements Pick<Licence, 'grantedAt' | 'endedAt'> {
  @Field(() => DateTime, { description: 'Calls made from then on may be reported.' })
  grantedAt!: Date;

  @Field(() => DateTime, { nullable: true, description: 'Calls made from then on are refused; null while it holds.' })
  endedAt!: Date | null;
}

export const { Connection: LicenceConnection } = connectionOf(LicenceType, 'GatewayLicence');

@InputType({ description: 'Which gateway to suspend, and why.' })
export class SuspendGatewayInput extends GatewayInput {
  @Field(() => String, { description: 'Why, for whoever asks later: 1 to 500 characters.' })
  reason!: string;
}

@InputType({ description: 'Which gateway may serve what.' })
export class LicenseGatewayInput extends GatewayInput {
  @Field(() => ID, { description: 'A model version whose release mode is LICENSED_GATEWAY.' })
  modelVersionId!: string;
}

@InputType({ description: 'Which licence to end.' })
export class RevokeLicenceInput extends MutationInput {
  @Field(() => ID, { description: 'A licence of a gateway.' })
  licenceId!: string;
}

@ObjectType({ description: 'The suspended gateway.', implements: Payload })
export class SuspendGatewayPayload extends Payload {
  @Field(() => GatewayType, { nullable: true, description: 'The gateway.' })
  gateway?: Gateway | null;
}

@ObjectType({ description: 'The gateway, at work again.', implements: Payload })
export class ResumeGatewayPayload extends Payload {
  @Field(() => GatewayType, { nullable: true, description: 'The gateway.' })
  gateway?: Gateway | null;
}

@ObjectType({ description: 'The licence that holds.', implements: Payload })
export class LicenseGatewayPayload extends Payload {
  @Field(() => LicenceType, { nullable: true, description: 'The licence.' })
  licence?: Licence | null;
}

@ObjectType({ description: 'The licence that has ended.', implements: Payload })
export class RevokeLicencePayload extends Payload {
  @Field(() => LicenceType, { nullable: true, description: 'The licence.' })
  licence?: Licence | null;
}
