import { InvalidInput, type Json } from '../shared/index.ts';
import type { RunConfig, TextStream } from './run-config.ts';

/** What members vote on: exactly which bytes read exactly which text, and which bytes measure its worth. */
export interface ApproveRunParams {
  readonly algorithm: string;
  readonly algorithmDigest: string;
  readonly valuation: string;
  readonly valuationDigest: string;
  readonly config: RunConfig;
}

export function parseApproveRun(params: Json): ApproveRunParams {
  const given = (params ?? {}) as Partial<ApproveRunParams>;
  const { algorithm, algorithmDigest, valuation, valuationDigest } = given;
  const names = [algorithm, algorithmDigest, valuation, valuationDigest];
  const streams: unknown = given.config?.streams;
  if (!names.every((name) => typeof name === 'string') || !Array.isArray(streams) || !streams.every(isStream)) {
    throw new InvalidInput(['params'], 'A run names its algorithm, its valuation, their digests, and its streams.');
  }
  return { ...given, config: { streams } } as ApproveRunParams;
}

function isStream(value: unknown): value is TextStream {
  const { name, fields } = (value ?? {}) as Partial<TextStream>;
  return typeof name === 'string' && Array.isArray(fields) && fields.every((field) => typeof field === 'string');
}
