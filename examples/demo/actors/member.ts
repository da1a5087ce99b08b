import { uuidOf } from '../../../codegen/client/index.ts';
import {
  CastVoteDocument,
  GivePledgeDocument,
  ImportProgressDocument,
  PoolDocument,

  type ImportProgressSubscription,
  type VoteChoice,
} from '../../../codegen/generated/graphql.ts';
import { Actor, first, signUp } from './actor.ts';

export type Import = ImportProgressSubscription['importProgress'];

/** Owns data, pledges it, votes, and earns. */
export class Member extends Actor {
  static async signsUp(url: string, handle: string): Promise<Member> {
    const { userId, client } = await signUp(url, handle);
    return new Member(handle, userId, client);
  }

  /** Uploads an archive and waits until it is imported, or refused. */
  async imports(archive: Uint8Array<ArrayBuffer>, filename: string, onProgress: (item: Import) => void = () => {}): Promise<ImportedDataset> {
    const datasetId = await this.client.upload(new Blob([archive]), { filename });
    const ended = await first(this.client.follow(ImportProgressDocument, { datasetId }), ({ importProgress }) => {
      onProgress(importProgress);
      return importProgress.state === 'done' || importProgress.state === 'failed';
    });
    return { datasetId, import: ended.importProgress };
  }

  /** Reads the charter, and signs exactly its scope. */
  async pledges(datasetId: string, poolId: string): Promise<void> {
    const { pool } = await this.client.request(PoolDocument, { id: poolId });
    if (!pool) throw new Error('There is no such pool.');
    const { scopeDigest } = pool.charter;
    const object = { scopeDigest, datasetId: uuidOf(datasetId), poolId: uuidOf(poolId) };
    const statementJws = await this.client.statement('consents.give', uuidOf(datasetId), object);
    await this.client.request(GivePledgeDocument, { input: { poolId, datasetId, scopeDigest, statementJws } });
  }

  async votes(proposalId: string, choice: VoteChoice): Promise<void> {
    const object = { proposalId: uuidOf(proposalId), choice };
    const statementJws = await this.client.statement('governance.vote', uuidOf(proposalId), object);
    await this.client.request(CastVoteDocument, { input: { proposalId, choice, statementJws } });
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
