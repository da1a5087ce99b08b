import 'reflect-metadata';
import {
  Arg,
  Args,
  Ctx,
  Field,
  FieldResolver,
  ID,
  InputType,
  Int,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import { InvalidInput, type Page } from '../../../domain/shared/index.ts';
import {
  BigIntString,
  connectionFrom,
  ConnectionArgs,
  connectionOf,
  DateTime,
  followEvents,
  followState,
  fromNodeId,
  Live,
  MutationInput,
  Node,
  payload,
  Payload,
  Public,
  viewerOf,
  type ApiContext,
  type ConnectionOf,
} from '../../../api/shared/index.ts';

export class Pebble {
  constructor(
    readonly id: string,
    readonly weightMicros: bigint,
    readonly foundAt: Date,
    readonly secret = 'not in the schema',
  ) {}
}

export const PEBBLES = Array.from({ length: 7 }, (_, index) => {
  const id = `01890000-0000-7000-8000-00000000000${index}`;
  return new Pebble(id, 9_007_199_254_740_993n + BigInt(index), new Date(Date.UTC(2026, 0, 1 + index)));
});

@ObjectType('Pebble', { description: 'A pebble.', implements: Node })
class PebbleType implements Pick<Pebble, 'weightMicros' | 'foundAt'> {
  @Field(() => BigIntString, { description: 'Beyond what a JSON number holds.' })
  weightMicros!: bigint;

  @Field(() => DateTime, { description: 'When it was found.' })
  foundAt!: Date;
}

const { Connection: PebbleConnection } = connectionOf(PebbleType, 'Pebble');

@InputType({ description: 'Which pebble to keep.' })
class KeepPebbleInput extends MutationInput {
  @Field(() => ID, { description: 'The pebble.' })
  pebbleId!: string;
}

@ObjectType({ description: 'The kept pebble.', implements: Payload })
class KeepPebblePayload extends Payload {
  @Field(() => PebbleType, { nullable: true, description: 'The pebble.' })
  pebble?: Pebble | null;
}

@Resolver(() => PebbleType)
export class PebbleResolver {
  constructor(private readonly pebbles: readonly Pebble[]) {}

  @Public()
  @Query(() => String, { description: 'Open to everyone.' })
  ping(@Arg('text', () => String, { nullable: true, description: 'Comes back.' }) text: string | null): string {
    return text ?? 'pong';
  }

  @Query(() => ID, { description: 'The viewer.' })
  me(@Ctx() context: ApiContext): string {
    return viewerOf(context).userId;
  }

  @Public()
  @Query(() => String, { description: 'Fails inside.' })
  broken(): string {
    throw new Error('password=hunter2 at /srv/secret/path.ts');
  }

  @Public()
  @Query(() => String, { description: 'A refusal in a query.' })
  refused(): string {
    throw new InvalidInput(['shoe'], 'The shoe does not fit.');
  }

  @Query(() => PebbleConnection, { description: 'All pebbles, by id.' })
  pebbleList(@Args(() => ConnectionArgs) args: ConnectionArgs): Promise<ConnectionOf<Pebble>> {
    return connectionFrom(args, ['pebbles'], async ({ limit, direction, from }): Promise<Page<Pebble>> => {
      const forward = direction === 'forward';
      const inOrder = forward ? this.pebbles : this.pebbles.toReversed();
      const rest = inOrder.filter(({ id }) => !from || (forward ? id > String(from[0]) : id < String(from[0])));
      const items = rest.slice(0, limit);
      return { items: forward ? items : items.toReversed(), hasMore: rest.length > limit, cursorOf: ({ id }) => [id] };
    });
  }

  @FieldResolver(() => PebbleType, { nullable: true, description: 'The next one, for depth.' })
  neighbour(@Root() pebble: Pebble): Pebble | null {
    return this.pebbles[this.pebbles.indexOf(pebble) + 1] ?? null;
  }

  @Mutation(() => KeepPebblePayload, { description: 'Keeps a pebble.' })
  keepPebble(
    @Arg('input', () => KeepPebbleInput, { description: 'Which.' }) input: KeepPebbleInput,
  ): Promise<KeepPebblePayload> {
    return payload(input, async () => {
      const id = fromNodeId('Pebble', input.pebbleId, 'pebbleId');
      const pebble = this.pebbles.find((one) => one.id === id);
      if (!pebble) throw new InvalidInput(['pebbleId'], 'No such pebble.');
      return { pebble };
    });
  }

  @Live(() => Int, { description: 'The number in each event; 13 breaks, 0 is not shown.' })
  counted(@Ctx() context: ApiContext): AsyncIterable<number> {
    return followEvents(context, 'count', async ({ payload: { value } }) => {
      if (value === 13) throw new Error('select * from secrets');
      return value === 0 ? null : Number(value);
    });
  }

  @Live(() => PebbleType, { description: 'The first pebble, now and when it changes.' })
  pebbleChanged(@Ctx() context: ApiContext): AsyncIterable<Pebble> {
    return followState(context, 'pebble', async () => this.pebbles[0] ?? null);
  }
}
