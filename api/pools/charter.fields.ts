import 'reflect-metadata';
import { Arg, FieldResolver, ID, Resolver, Root } from 'type-graphql';
import { givingDigest } from '../../domain/consents/index.ts';
import type { Charter } from '../../domain/pools/index.ts';
import { fromNodeId, StatementToSignType, toNodeId } from '../shared/index.ts';
import { CharterType } from './charter.type.ts';

@Resolver(() => CharterType)
export class CharterFields {
  @FieldResolver(() => ID, { description: 'The pool whose charter it is.' })
  poolId(@Root() charter: Charter): string {
    return toNodeId('Pool', charter.poolId);
  }

  @FieldResolver(() => StatementToSignType, {
    description:
      'What the viewer’s key signs to pledge a dataset under this charter: the digest of { charterDigest, scopeDigest, datasetId, poolId }, with the uuids.',
  })
  pledgeToSign(
    @Root() charter: Charter,
    @Arg('datasetId', () => ID, { description: 'The dataset to pledge.' }) nodeId: string,
  ): StatementToSignType {
    return answerToSign('consents.give', charter, nodeId);
  }

  @FieldResolver(() => StatementToSignType, {
    description:
      'What the viewer’s key signs to say no to this charter for a dataset: the same digest, another action.',
  })
  refusalToSign(
    @Root() charter: Charter,
    @Arg('datasetId', () => ID, { description: 'The dataset that is not to be used.' }) nodeId: string,
  ): StatementToSignType {
    return answerToSign('consents.refuse', charter, nodeId);
  }
}

function answerToSign(action: string, charter: Charter, nodeId: string): StatementToSignType {
  const datasetId = fromNodeId('Dataset', nodeId, 'datasetId');
  const { digest: charterDigest, scopeDigest, poolId } = charter;
  return { action, subject: datasetId, digest: givingDigest(datasetId, { charterDigest, scopeDigest, poolId }) };
}
