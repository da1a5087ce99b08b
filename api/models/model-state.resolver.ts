import 'reflect-metadata';
import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import type { Proposal } from '../../domain/governance/index.ts';
import type { ModelVersions } from '../../domain/models/index.ts';
import type { ProposeAsMember } from '../../domain/pools/index.ts';
import { NotFound } from '../../domain/shared/index.ts';
import { ProposalType } from '../governance/index.ts';
import { enumOf, fromNodeId, MutationInput, Payload, payload, viewerOf, type ApiContext } from '../shared/index.ts';

type ModelMove = 'suspend-model' | 'resume-model';

const ModelMoveEnum = enumOf<ModelMove>(
  { 'suspend-model': 'It takes no calls until members resume it.', 'resume-model': 'It takes calls again.' },
  { name: 'ModelMove', description: 'What members can do with a model version of theirs.' },
);

@InputType({ description: 'What to do with a model version.' })
export class ProposeModelMoveInput extends MutationInput {
  @Field(() => ID, { description: 'A version of a pool in which the viewer may propose.' })
  modelVersionId!: string;

  @Field(() => ModelMoveEnum, { description: 'What to do with it.' })
  move!: ModelMove;

  @Field(() => String, { description: 'Why, in one line: 1 to 200 characters.' })
  title!: string;
}

@ObjectType({ description: 'The proposal that was published.', implements: Payload })
export class ProposeModelMovePayload extends Payload {
  @Field(() => ProposalType, { nullable: true, description: 'The proposal; its voting begins at `startsAt`.' })
  proposal?: Proposal | null;
}

/** Members stop a model of theirs, or let it go on. */
@Resolver()
export class ModelStateResolver {
  constructor(
    private readonly versions: Pick<ModelVersions, 'byId'>,
    private readonly propose: ProposeAsMember,
  ) {}

  @Mutation(() => ProposeModelMovePayload, {
    description: 'Asks the members of a pool to suspend a model version of theirs, or to resume it.',
  })
  proposeModelMove(
    @Arg('input', () => ProposeModelMoveInput, { description: 'What to do.' }) input: ProposeModelMoveInput,
    @Ctx() ctx: ApiContext,
  ): Promise<ProposeModelMovePayload> {
    return payload(input, async () => {
      const modelVersionId = fromNodeId('ModelVersion', input.modelVersionId, 'modelVersionId');
      const version = await this.versions.byId(modelVersionId);
      if (!version) throw new NotFound('The model version', ['modelVersionId']);
      const { move: kind, title } = input;
      const asked = { viewer: viewerOf(ctx), poolId: version.poolId, kind, params: { modelVersionId }, title };
      return { proposal: await this.propose.execute(asked) };
    });
  }
}
