import { pledgeObject, uuidOf } from '../../../codegen/client/index.ts';
import {
  CastVoteDocument,
  DrawEarningsDocument,
  DrawsDocument,
  EarningsChangedDocument,
  EarningsDocument,
  GivePledgeDocument,
  ImportProgressDocument,
  PoolDocument,
  type EarningsStateFragment,
  type ImportProgressSubscription,
  type VoteChoice,
} from '../../../codegen/generated/graphql.ts';
import { Actor, first, present, signUp } from './actor.ts';

export type Import = ImportProgressSubscription['importProgress'];

/** Owns data, pledges it, votes, and earns. */
export class Member extends Actor {
  static async signsUp(url: string, handle: string): Promise<Member> {
    const { userId, client } = await signUp(url, handle);
    return new Member(handle, userId, client);
  }

  /** Uploads an archive and waits until it is imported, or refused. */
  async imports(
    archive: Uint8Array<ArrayBuffer>,
    filename: string,
    onProgress: (item: Import) => void = () => {},
  ): Promise<ImportedDataset> {
    const datasetId = await this.client.upload(new Blob([archive]), { filename });
    const ended = await first(this.client.follow(ImportProgressDocument, { datasetId }), ({ importProgress }) => {
      onProgress(importProgress);
      return importProgress.state === 'DONE' || importProgress.state === 'FAILED';
    });
    return { datasetId, import: ended.importProgress };
  }

  /** Reads the charter, and signs exactly its scope and terms. */
  async pledges(datasetId: string, poolId: string): Promise<void> {
    const { pool } = await this.client.request(PoolDocument, { id: poolId });
    if (!pool) throw new Error('There is no such pool.');
    const object = await pledgeObject(pool.charter, poolId, datasetId);
    const statementJws = await this.client.statement('consents.give', object.datasetId, object);
    const { charterDigest } = object;
    await this.client.request(GivePledgeDocument, { input: { poolId, datasetId, charterDigest, statementJws } });
  }

  async votes(proposalId: string, choice: VoteChoice): Promise<void> {
    const object = { proposalId: uuidOf(proposalId), choice };
    const statementJws = await this.client.statement('governance.vote', uuidOf(proposalId), object);
    await this.client.request(CastVoteDocument, { input: { proposalId, choice, statementJws } });
  }

  /** Their own earnings in one model version; null where they own nothing of it. */
  async earningsIn(modelVersionId: string): Promise<EarningsStateFragment | null> {
    const { earnings } = await this.client.request(EarningsDocument, { first: 100 });
    return earnings.edges.map((edge) => edge.node).find((node) => node.modelVersionId === modelVersionId) ?? null;
  }

  /** Live, from now on; ends when the loop over it is left. */
  watchesEarnings(modelVersionId: string) {
    return this.client.follow(EarningsChangedDocument, { modelVersionId });
  }

  async draws(modelVersionId: string, amountMicros: bigint, idempotencyKey: string): Promise<EarningsStateFragment> {
    const input = { modelVersionId, amountMicros: amountMicros.toString(), idempotencyKey };
    const { drawEarnings } = await this.client.request(DrawEarningsDocument, { input });
    return present(drawEarnings.earnings);
  }

  /** Their latest draw, with the journal that moved it. */
  async latestDraw() {
    const { draws } = await this.client.request(DrawsDocument, { first: 1 });
    return present(draws.edges[0]).node;
  }

  async contributionsTo(poolId: string) {
    const { pool } = await this.client.request(PoolDocument, { id: poolId });
    return pool?.myContributions ?? [];
  }
}

export interface ImportedDataset {
  readonly datasetId: string;
  readonly import: Import;
}
