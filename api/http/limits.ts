import {
  getOperationAST,
  Kind,
  OperationTypeNode,
  valueFromASTUntyped,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLError,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { requestError } from '../error-format.ts';

/** What one request may ask for. The same on HTTP, WebSocket and server-sent events. */
export const LIMITS = {
  tokens: 2_000,
  validationErrors: 5,
  depth: 15,
  aliases: 30,
  directives: 10,
  queryFields: 10,
  mutationFields: 5,
  nodes: 10_000,
  bodyBytes: 256 * 1024,
  operationMs: 30_000,
  subscriptionsPerSocket: 20,
} as const;

interface Size {
  readonly depth: number;
  readonly width: number;
  readonly aliases: number;
  readonly directives: number;
  readonly nodes: number;
}

const NOTHING: Size = { depth: 0, width: 0, aliases: 0, directives: 0, nodes: 0 };

type Variables = Readonly<Record<string, unknown>>;

/**
 * The limits that a document breaks, for a document that has passed validation (so its fragments have no cycles).
 * Each fragment is measured once, or a chain of fragments that spread each other twice would cost 2^n here.
 */
export function brokenLimits(
  document: DocumentNode,
  operationName: string | null | undefined,
  variables: Variables,
): readonly GraphQLError[] {
  const operation = getOperationAST(document, operationName);
  if (!operation) return [];
  const values = { ...variables };
  for (const { variable, defaultValue } of operation.variableDefinitions ?? []) {
    if (defaultValue && !(variable.name.value in values))
      values[variable.name.value] = valueFromASTUntyped(defaultValue);
  }
  const size = new Measure(document, values).of(operation.selectionSet);
  const isMutation = operation.operation === OperationTypeNode.MUTATION;
  const directives = size.directives + (operation.directives?.length ?? 0);
  return [
    tooMany('levels deep', size.depth, LIMITS.depth),
    tooMany('root fields', size.width, isMutation ? LIMITS.mutationFields : LIMITS.queryFields),
    tooMany('aliases', size.aliases, LIMITS.aliases),
    tooMany('directives', directives, LIMITS.directives),
    tooMany('nodes', size.nodes, LIMITS.nodes),
  ].filter((error) => error !== null);
}

function tooMany(what: string, asked: number, most: number): GraphQLError | null {
  if (asked <= most) return null;
  return requestError('LIMIT_EXCEEDED', `The request has ${asked} ${what}; at most ${most} are allowed. Ask in parts.`);
}

class Measure {
  private readonly fragments = new Map<string, FragmentDefinitionNode>();
  private readonly measured = new Map<string, Size>();
  private readonly variables: Variables;

  constructor(document: DocumentNode, variables: Variables) {
    this.variables = variables;
    for (const definition of document.definitions) {
      if (definition.kind === Kind.FRAGMENT_DEFINITION) this.fragments.set(definition.name.value, definition);
    }
  }

  of(selections: SelectionSetNode | undefined): Size {
    return (selections?.selections ?? []).map((selection) => this.ofSelection(selection)).reduce(together, NOTHING);
  }

  private ofSelection(selection: SelectionNode): Size {
    const directives = selection.directives?.length ?? 0;
    const inside = this.inside(selection);
    return { ...inside, directives: inside.directives + directives };
  }

  private inside(selection: SelectionNode): Size {
    switch (selection.kind) {
      case Kind.FIELD:
        return this.ofField(selection);
      case Kind.INLINE_FRAGMENT:
        return this.of(selection.selectionSet);
      case Kind.FRAGMENT_SPREAD:
        return this.ofFragment(selection.name.value);
      default:
        return selection satisfies never;
    }
  }

  private ofField(field: FieldNode): Size {
    const inside = this.of(field.selectionSet);
    return {
      depth: inside.depth + 1,
      width: 1,
      aliases: inside.aliases + (field.alias ? 1 : 0),
      directives: inside.directives,
      nodes: this.asked(field) * (1 + inside.nodes) || inside.nodes,
    };
  }

  private ofFragment(name: string): Size {
    const known = this.measured.get(name);
    if (known) return known;
    const size = this.of(this.fragments.get(name)?.selectionSet);
    this.measured.set(name, size);
    return size;
  }

  /** How many things a list field asks for; 0 for a field that is no list of nodes. */
  private asked(field: FieldNode): number {
    for (const { name, value } of field.arguments ?? []) {
      const given: unknown = valueFromASTUntyped(value, this.variables);
      if ((name.value === 'first' || name.value === 'last') && typeof given === 'number') return Math.max(given, 0);
      if (name.value === 'ids' && Array.isArray(given)) return given.length;
    }
    return 0;
  }
}

function together(a: Size, b: Size): Size {
  return {
    depth: Math.max(a.depth, b.depth),
    width: a.width + b.width,
    aliases: a.aliases + b.aliases,
    directives: a.directives + b.directives,
    nodes: a.nodes + b.nodes,
  };
}
