/**
 * `userError`: a mutation answers it in its payload. `topLevel`: it always ends the field, as a GraphQL error. In a
 * query or a subscription every refusal is a GraphQL error. `http` is the status outside GraphQL (webhooks, uploads).
 * `meaning` describes the value of the GraphQL enum `ErrorCode`.
 */
export interface ErrorRow {
  readonly as: 'userError' | 'topLevel';
  readonly http: number;
  readonly meaning: string;
}
