import { GraphQLError } from 'graphql';

export interface VariableFault {
  readonly message: string;
  /** From the variable's name down to what is at fault. */
  readonly field: readonly string[];
}

const OF_VARIABLE = /^Variable "\$(\w+)" (got invalid value )?/;
const PATH = / at "([^"]*)"$/;

/**
 * What is wrong with a request's variable, and where; null for any other error. graphql-js prints the whole value, and
 * with it whatever secret the caller sent; what is answered must not hold it.
 */
export function variableFault(error: GraphQLError): VariableFault | null {
  const [start, name, ofValue] = OF_VARIABLE.exec(error.message) ?? [];
  if (start === undefined || name === undefined) return null;
  const { originalError } = error;
  if (!ofValue || !(originalError instanceof GraphQLError)) return { message: error.message, field: [name] };
  const reason = originalError.message;
  const path = PATH.exec(error.message.slice(0, -`; ${reason}`.length))?.[1] ?? name;
  return { message: `The variable is wrong at ${path}: ${withoutValue(reason)}`, field: path.match(/\w+/g) ?? [name] };
}

/** graphql-js puts the value behind a colon, the enum's in front, and that of a DateTime at the end. */
function withoutValue(reason: string): string {
  return reason
    .replace(/^Value [^]* does not exist in "(\w+)" enum\.?/, 'The value does not exist in the enum $1.')
    .replace(/(cannot represent[^:]*|not a safe integer): [^]*$/, '$1.')
    .replace(/(date-time-string) [^]*$/, '$1.');
}
