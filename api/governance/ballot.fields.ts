import 'reflect-metadata';
import { Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import {
  readChoice,
  RECEIPT_TYPE,
  receiptOf,
  type Ballot,
  type Rolls,
  type SimpleChoice,
} from '../../domain/governance/index.ts';
import type { SignAsInstance } from '../../domain/identity/index.ts';
import type { Id } from '../../domain/shared/index.ts';
import type { ApiContext } from '../shared/index.ts';
import { placesOf, weightsOf } from './choice.ts';
import { BallotType, ChoiceEnum } from './vote.type.ts';

/** What a ballot says, and the proof that it was taken. Only its voter sees it, so what is asked together is of one voter. */
@Resolver(() => BallotType)
export class BallotFields {
  constructor(
    private readonly instance: string,
    private readonly rolls: Pick<Rolls, 'placesOf'>,
    private readonly sign: Pick<SignAsInstance, 'execute'>,
  ) {}

  @FieldResolver(() => ChoiceEnum, { nullable: true, description: 'What was voted, where it is one of these.' })
  choice(@Root() { choice }: Ballot): SimpleChoice | null {
    const read = readChoice(choice);
    return typeof read === 'string' ? read : null;
  }

  @FieldResolver(() => [Int], {
    nullable: true,
    description:
      'Places in the proposal’s `choices`: those approved, those with a weight, or the ranking, the best first.',
  })
  places(@Root() { choice }: Ballot): readonly number[] | null {
    return placesOf(readChoice(choice));
  }

  @FieldResolver(() => [Int], { nullable: true, description: 'The weight of each of `places`, under WEIGHTED.' })
  weights(@Root() { choice }: Ballot): readonly number[] | null {
    return weightsOf(readChoice(choice));
  }

  @FieldResolver(() => String, {
    description:
      'The instance’s word that this ballot is in the proposal’s chain at its place: a JWS over its digest, its sequence and the head before. Keep it; it says nothing about the choice.',
  })
  async receipt(@Root() ballot: Ballot, @Ctx() ctx: ApiContext): Promise<string> {
    const { proposalId, userId } = ballot;
    const voter = await ctx.loaders.of(this.pseudonyms).load({ proposalId, userId });
    return this.sign.execute(RECEIPT_TYPE, { ...receiptOf(this.instance, ballot, voter) });
  }

  private readonly pseudonyms = async (asked: readonly { readonly proposalId: Id; readonly userId: Id }[]) => {
    const { userId } = asked[0] as { userId: Id };
    const places = await this.rolls.placesOf(
      userId,
      asked.map(({ proposalId }) => proposalId),
    );
    return asked.map(({ proposalId }) => places.get(proposalId)?.pseudonym ?? '');
  };
}
