import 'reflect-metadata';
import { Field, InputType, InterfaceType, ObjectType } from 'type-graphql';
import { DomainError } from '../../domain/shared/index.ts';
import { ERROR_TABLE, type DomainErrorCode } from '../error-table.ts';
import { enumOf } from './enum.ts';

const codes = Object.keys(ERROR_TABLE) as DomainErrorCode[];

const meanings = Object.fromEntries(codes.map((code) => [code, ERROR_TABLE[code].meaning]));

/** The closed list of refusals, made from the error table, so that a client can switch on it by type. */
export const ErrorCode = enumOf<DomainErrorCode>(meanings as Record<DomainErrorCode, string>, {
  name: 'ErrorCode',
  description: 'Why something was refused. Stable: clients may branch on it.',
});

@ObjectType({ description: 'A refusal that the user can understand and act on.', simpleResolvers: true })
export class UserError {
  @Field(() => ErrorCode, { description: 'Which rule refused.' })
  code!: DomainErrorCode;

  @Field(() => String, { description: 'One or two sentences: what is wrong and what to do next.' })
  message!: string;

  @Field(() => [String], { nullable: true, description: 'The path within the input that is at fault, when one is.' })
  field!: readonly string[] | null;
}

@InterfaceType({ description: 'What every mutation answers with.' })
export abstract class Payload {
  @Field(() => String, { nullable: true, description: 'The value that came with the input.' })
  clientMutationId?: string | null;

  @Field(() => [UserError], { description: 'Empty when the mutation took effect; otherwise nothing was changed.' })
  userErrors!: readonly UserError[];
}

/** The base of every mutation's input. */
@InputType({ description: 'What every mutation input may carry.' })
export abstract class MutationInput {
  @Field(() => String, { nullable: true, description: 'Any text; comes back with the payload.' })
  clientMutationId?: string | null;
}

/**
 * Runs a mutation's work and makes its payload. Refusals that the error table calls `userError` become `userErrors`;
 * everything else is thrown on and becomes a top-level error. The returned keys are the payload's own fields.
 */
export async function payload<T extends object>(
  input: { readonly clientMutationId?: string | null },
  work: () => Promise<T>,
): Promise<Payload & Partial<T>> {
  const clientMutationId = input.clientMutationId ?? null;
  try {
    return { ...(await work()), clientMutationId, userErrors: [] };
  } catch (error) {
    if (!(error instanceof DomainError) || !isUserError(error)) throw error;
    const { code, message, field } = error as DomainError<DomainErrorCode>;
    const refusal = { clientMutationId, userErrors: [{ code, message, field: field ?? null }] };
    return refusal as unknown as Payload & Partial<T>;
  }
}

function isUserError(error: DomainError): boolean {
  return ERROR_TABLE[error.code as DomainErrorCode]?.as === 'userError';
}
