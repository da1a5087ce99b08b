import {
  getOperationAST,
  GraphQLError,
  OperationTypeNode,
  parse,
  subscribe,
  validate,
  type ExecutionArgs,
  type ExecutionResult,
  type GraphQLSchema,
} from 'graphql';
import { maskError, requestError } from '../error-format.ts';
import type { ApiContext } from '../shared/context.ts';
import { brokenLimits, LIMITS } from './limits.ts';
import type { Log } from './log.ts';

export interface OperationRequest {
  readonly query?: unknown;
  readonly operationName?: string | null | undefined;
  readonly variables?: Record<string, unknown> | null | undefined;
}

/**
 * The steps before execution, for the two streaming transports. Apollo's rules reach only its own HTTP route
 * (graphql.md, trap 6), so everything it checks must be checked here too.
 */
export function prepareSubscription(
  schema: GraphQLSchema,
  { query, operationName, variables }: OperationRequest,
): ExecutionArgs | readonly GraphQLError[] {
  const document = parsed(query);
  if (document instanceof GraphQLError) return [document];
  const faults = validate(schema, document, undefined, { maxErrors: LIMITS.validationErrors });
  if (faults.length > 0) return faults.map((fault) => coded('GRAPHQL_VALIDATION_FAILED', fault));
  const broken = brokenLimits(document, operationName, variables ?? {});
  if (broken.length > 0) return broken;
  const operation = getOperationAST(document, operationName);
  if (!operation) return [requestError('OPERATION_RESOLUTION_FAILURE', 'Name one operation of the document.')];
  if (operation.operation !== OperationTypeNode.SUBSCRIPTION) {
    return [requestError('BAD_REQUEST', 'Only subscriptions here; send queries and mutations by POST to /graphql.')];
  }
  return { schema, document, operationName: operationName ?? null, variableValues: variables ?? {} };
}

function parsed(query: unknown): ReturnType<typeof parse> | GraphQLError {
  if (typeof query !== 'string') return requestError('BAD_REQUEST', '`query` must be the text of a GraphQL document.');
  try {
    return parse(query, { maxTokens: LIMITS.tokens });
  } catch (error) {
    return error instanceof GraphQLError
      ? coded('GRAPHQL_PARSE_FAILED', error)
      : requestError('BAD_REQUEST', 'Unreadable.');
  }
}

function coded(code: 'GRAPHQL_PARSE_FAILED' | 'GRAPHQL_VALIDATION_FAILED', error: GraphQLError): GraphQLError {
  return new GraphQLError(error.message, {
    nodes: error.nodes ?? null,
    source: error.source ?? null,
    positions: error.positions ?? null,
    extensions: { code },
  });
}

type Results = AsyncGenerator<ExecutionResult, void, void>;

/** Subscribes with all errors masked; a fault in mid-stream arrives as a last result instead of a torn stream. */
export function maskedSubscribe(log: Log): (args: ExecutionArgs) => Promise<Results | ExecutionResult> {
  return async (args) => {
    const { requestId } = args.contextValue as ApiContext;
    const mask = (error: unknown) => maskError(error, requestId, log);
    const results = await subscribe(args);
    if (!(Symbol.asyncIterator in results)) return withErrors(results, mask);
    const next = results.next.bind(results);
    results.next = async () => {
      try {
        const step = await next();
        return step.done ? step : { done: false, value: withErrors(step.value, mask) };
      } catch (error) {
        await results.return();
        return { done: false, value: { errors: [mask(error)] } };
      }
    };
    return results;
  };
}

function withErrors(result: ExecutionResult, mask: (error: unknown) => GraphQLError): ExecutionResult {
  return result.errors ? { ...result, errors: result.errors.map(mask) } : result;
}
