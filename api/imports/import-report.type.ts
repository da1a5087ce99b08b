import 'reflect-metadata';
import { Field, Int, ObjectType } from 'type-graphql';
import type { FileReport, ImportReport, RejectedRow, StreamReport } from '../../domain/imports/index.ts';

@ObjectType('ImportRejectedRow', { description: 'One row that could not be used.' })
export class RejectedRowType implements RejectedRow {
  @Field(() => String, { description: 'File of the archive, without its folder.' })
  file!: string;

  @Field(() => Int, { description: 'Line on which the row starts; the header is line 1.' })
  line!: number;

  @Field(() => String, { description: 'Stable code, such as MISSING_ID or BAD_DATE.' })
  fault!: RejectedRow['fault'];
}

@ObjectType('ImportFileReport', { description: 'What was done with one file of the archive.' })
export class FileReportType implements FileReport {
  @Field(() => String, { description: 'File, without its folder.' })
  file!: string;

  @Field(() => String, { description: '`read`, `skipped` (known, and not needed) or `unknown`.' })
  use!: FileReport['use'];

  @Field(() => String, {
    nullable: true,
    description:
      'Why it was not read, such as THIRD_PARTIES or SUBSET_OF_FULL_FILE; null where it was read to its end.',
  })
  reason!: FileReport['reason'];

  @Field(() => String, { nullable: true, description: 'Stream that its rows went to.' })
  stream!: string | null;

  @Field(() => Int, { description: 'Rows read.' })
  read!: number;

  @Field(() => Int, { description: 'Rows that became records.' })
  kept!: number;

  @Field(() => Int, { description: 'Rows whose id the stream already had.' })
  duplicates!: number;

  @Field(() => Int, { description: 'Rows that could not be used.' })
  rejected!: number;
}

@ObjectType('ImportStreamReport', { description: 'What became of one stream. read = kept + duplicates + rejected.' })
export class StreamReportType implements StreamReport {
  @Field(() => String, { description: 'Name, such as `reddit.comments`.' })
  stream!: string;

  @Field(() => Int, { description: 'Rows read.' })
  read!: number;

  @Field(() => Int, { description: 'Rows that became records.' })
  kept!: number;

  @Field(() => Int, { description: 'Rows whose id the stream already had; the first of each id was kept.' })
  duplicates!: number;

  @Field(() => Int, { description: 'Rows that could not be used.' })
  rejected!: number;

  @Field(() => [RejectedRowType], { description: 'The first few of them.' })
  samples!: readonly RejectedRow[];

  @Field(() => String, {
    nullable: true,
    description: 'Earliest time of a record, ISO 8601 in UTC; null without times.',
  })
  firstAt!: string | null;

  @Field(() => String, { nullable: true, description: 'Latest time of a record, ISO 8601 in UTC; null without times.' })
  lastAt!: string | null;
}

@ObjectType('ImportReport', { description: 'What was in an archive, file by file and stream by stream.' })
export class ImportReportType implements ImportReport {
  @Field(() => String, {
    nullable: true,
    description: 'Platform that made the archive; null when none was recognised.',
  })
  source!: string | null;

  @Field(() => [FileReportType], { description: 'Every file, in the order of the archive.' })
  files!: readonly FileReport[];

  @Field(() => [StreamReportType], { description: 'Every stream of the source, also those that got nothing.' })
  streams!: readonly StreamReport[];
}
