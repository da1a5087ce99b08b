import 'reflect-metadata';
import { Field, ObjectType, Query, Resolver } from 'type-graphql';
import { Public } from './access.ts';

@ObjectType({ description: 'This server, as signatures name it.', simpleResolvers: true })
export class Instance {
  @Field(() => String, {
    description:
      'The name that every challenge and statement carries. Keep it after the first contact and refuse another one.',
  })
  name!: string;
}

@Resolver()
export class InstanceResolver {
  constructor(private readonly name: string) {}

  @Public()
  @Query(() => Instance, { description: 'This server.' })
  instance(): Instance {
    return { name: this.name };
  }
}
