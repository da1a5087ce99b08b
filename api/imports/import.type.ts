import 'reflect-metadata';
import { Field, Int, ObjectType } from 'type-graphql';
import type { Import, ImportError, ImportReport } from '../../domain/imports/index.ts';
import { enumOf } from '../shared/enum.ts';
import { Node } from '../shared/node.ts';
import { BigIntString, DateTime } from '../shared/scalars.ts';
import { ImportReportType } from './import-report.type.ts';

const ImportStateEnum = enumOf<Import['state']>(
  {
    queued: 'Waits for a worker.',
    running: 'A worker reads the archive. A worker that dies is replaced after a minute.',
    done: 'The dataset is ready.',
    failed: 'Nothing of the archive was kept; `error` says why and what to do.',
  },
  { name: 'ImportState', description: 'Where an import stands. DONE and FAILED are final.' },
);

@ObjectType('ImportError', { description: 'Why an import failed.' })
export class ImportErrorType implements ImportError {
  @Field(() => String, { description: 'Stable code, such as ARCHIVE_TRUNCATED or SOURCE_UNKNOWN.' })
  code!: string;

  @Field(() => String, { description: 'One sentence for a reader, with what to do next.' })
  message!: string;
}

@ObjectType('Import', { description: 'The work of turning one uploaded archive into one dataset.', implements: Node })
export class ImportType implements Pick<
  Import,
  | 'state'
  | 'source'
  | 'bytesTotal'
  | 'bytesRead'
  | 'rowsRead'
  | 'rowsKept'
  | 'rowsRejected'
  | 'report'
  | 'error'
  | 'queuedAt'
  | 'finishedAt'
> {
  @Field(() => ImportStateEnum, { description: 'Where it stands.' })
  state!: Import['state'];

  @Field(() => String, { nullable: true, description: 'Platform that made the archive; null until it is recognised.' })
  source!: string | null;

  @Field(() => BigIntString, { description: 'Inflated bytes that will be read; "0" until the source is recognised.' })
  bytesTotal!: bigint;

  @Field(() => BigIntString, { description: 'Inflated bytes read so far.' })
  bytesRead!: bigint;

  @Field(() => Int, { description: 'Rows read so far, headers not counted.' })
  rowsRead!: number;

  @Field(() => Int, { description: 'Rows that became records.' })
  rowsKept!: number;

  @Field(() => Int, { description: 'Rows that could not be used; `report` says why. Duplicates are neither.' })
  rowsRejected!: number;

  @Field(() => ImportReportType, { nullable: true, description: 'What was in the archive; null until it was read.' })
  report!: ImportReport | null;

  @Field(() => ImportErrorType, { nullable: true, description: 'Why it failed; null unless it did.' })
  error!: ImportError | null;

  @Field(() => DateTime, { description: 'When the last byte had arrived.' })
  queuedAt!: Date;

  @Field(() => DateTime, { nullable: true, description: 'When it was done or failed.' })
  finishedAt!: Date | null;
}
