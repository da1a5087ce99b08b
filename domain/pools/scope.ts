import type { StreamDefinition } from '../imports/index.ts';
import { digestOf, InvalidInput } from '../shared/index.ts';

export type ReleaseMode = 'hosted' | 'licensed-gateway' | 'open';

export interface ScopeStream {
  readonly name: string;
  readonly fields: readonly string[];
}

/** What members' data may be used for. A consent binds the digest of exactly this. */
export interface Scope {
  readonly purpose: string;
  readonly streams: readonly ScopeStream[];
  /** A consent under this scope ends so many days after it was given. */
  readonly retentionDays: number;
  readonly recipients: readonly string[];
  /** `text-ngram`, say: which kind of algorithm the data may meet. */
  readonly algorithmFamily: string;
  /** Records are not joined with other pools' or sources' records about the same person. */
  readonly linkage: 'none';
  readonly releaseMode: ReleaseMode;
}

export function scopeDigest(scope: Scope): string {
  return digestOf({ ...scope, streams: scope.streams.map(({ name, fields }) => ({ name, fields })) });
}

/** What this instance can do; a pool that asks for more would collect pledges and never train. */
export interface ScopeBounds {
  /** The streams that it can import. */
  readonly streams: readonly StreamDefinition[];
  /** The kinds of algorithm that it can train. */
  readonly algorithmFamilies: readonly string[];
}

export function assertScope(scope: Scope, { streams, algorithmFamilies }: ScopeBounds): Scope {
  assertText(scope.purpose, ['scope', 'purpose'], 500);
  assertStreams(scope.streams, streams);
  assertWhole(scope.retentionDays, ['scope', 'retentionDays'], 1, 3650);
  if (scope.recipients.length > 20) throw new InvalidInput(['scope', 'recipients'], 'Name at most 20 recipients.');
  scope.recipients.forEach((recipient, at) => assertText(recipient, ['scope', 'recipients', String(at)], 200));
  if (!algorithmFamilies.includes(scope.algorithmFamily)) {
    const names = algorithmFamilies.join(', ');
    throw new InvalidInput(['scope', 'algorithmFamily'], `The algorithm families of this instance are: ${names}.`);
  }
  if (scope.linkage !== 'none') throw new InvalidInput(['scope', 'linkage'], 'The only linkage is none.');
  if (scope.releaseMode === 'open') {
    const field = ['scope', 'releaseMode'];
    throw new InvalidInput(field, 'The release modes that are possible now are hosted and licensed-gateway.');
  }
  return scope;
}

function assertStreams(streams: readonly ScopeStream[], known: readonly StreamDefinition[]): void {
  const field = ['scope', 'streams'];
  if (streams.length === 0) throw new InvalidInput(field, 'Name at least one stream.');
  if (new Set(streams.map((stream) => stream.name)).size < streams.length) {
    throw new InvalidInput(field, 'A stream is listed twice; list its fields together.');
  }
  streams.forEach((stream, at) => assertStream(stream, [...field, String(at)], known));
  if (streams.every((stream) => textFieldsOf(stream, known).length === 0)) {
    throw new InvalidInput(field, 'Name at least one field that holds text: by it copies are told from originals.');
  }
}

function assertStream(stream: ScopeStream, field: readonly string[], known: readonly StreamDefinition[]): void {
  const definition = known.find((each) => each.name === stream.name);
  if (!definition) {
    const names = known.map((each) => each.name).join(', ');
    throw new InvalidInput([...field, 'name'], `No source has a stream ${stream.name}. There are: ${names}.`);
  }
  const names = definition.fields.map((each) => each.name);
  const unknown = stream.fields.find((name) => !names.includes(name));
  if (unknown !== undefined || stream.fields.length === 0) {
    throw new InvalidInput([...field, 'fields'], `Name fields of ${stream.name}: ${names.join(', ')}.`);
  }
  if (new Set(stream.fields).size < stream.fields.length) {
    throw new InvalidInput([...field, 'fields'], 'A field is listed twice.');
  }
}

/** The fields of a stream that people wrote, in the scope's order. */
export function textFieldsOf(stream: ScopeStream, known: readonly StreamDefinition[]): readonly string[] {
  const definition = known.find((each) => each.name === stream.name);
  const written = definition?.fields.filter((field) => field.class === 'free-text').map((field) => field.name) ?? [];
  return written.filter((name) => stream.fields.includes(name));
}

export function assertText(value: string, field: readonly string[], longest: number): void {
  if (value.trim() === '' || value.length > longest) {
    throw new InvalidInput(field, `Give 1 to ${longest} characters.`);
  }
}

export function assertWhole(value: number, field: readonly string[], least: number, most: number): void {
  if (!Number.isInteger(value) || value < least || value > most) {
    throw new InvalidInput(field, `Give a whole number from ${least} to ${most}.`);
  }
}
