import 'reflect-metadata';
import { FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { readChoice, RECEIPT_TYPE, receiptOf, type Ballot, type SimpleChoice } from '../../domain/governance/index.ts';
import type { SignAsInstance } from '../../domain/identity/index.ts';
import { placesOf, weightsOf } from './choice.ts';
import { BallotType, ChoiceEnum } from './vote.type.ts';

/** What a ballot says, and the proof that it was taken. Only its voter sees it. */
@Resolver(() => BallotType)
export class BallotFields {
  constructor(
    private readonly instance: string,
    private readonly sign: Pick<SignAsInstance, 'execute'>,
  ) {}

  @FieldResolver(() => ChoiceEnum, { nullable: true, description: 'What was voted, where it is one of these.' })
  choice(@Root() { choice }: Ballot): SimpleChoice | null {
    const read = readChoice(choice);
    return typeof read === 'string' && read !== 'STRUCK' ? read : null;
  }

  @FieldResolver(() => Boolean, {
    description: 'Whether it was disqualified; why, the proposal’s `strikes` say, and `appealStrike` answers.',
  })
  struck(@Root() { choice }: Ballot): boolean {
    return choice === 'STRUCK';
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
  receipt(@Root() ballot: Ballot): Promise<string> {
    return this.sign.execute(RECEIPT_TYPE, { ...receiptOf(this.instance, ballot) });
  }
}
