import { constants, createWriteStream } from 'node:fs';
import { access, readFile, writeFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import type { Command } from 'commander';
import type { Account } from '../account.ts';
import { asUser, command, running, type CommonOptions } from '../command.ts';
import { UsageFault } from '../faults.ts';
import { idGiven } from '../ids.ts';
import type { Output } from '../output.ts';
import { recountFile, type RecountOptions, type RecountReport, type Signs } from '../recounting.ts';

/** A closed vote, and the proof that it was counted right. */
export function recountCommands(program: Command): void {
  command(program, 'bundle <proposal>', 'save a vote that has ended: roll, ballots, signatures and result')
    .option('--out <file>', 'where to; without, bundle.json here')
    .action(asUser(bundle));
  command(program, 'recount <file>', 'count a saved vote again, here and from the file alone')
    .option('--keys <file>', 'the instance’s public keys; without, the file that `bundle` saved beside it')
    .option('--no-signatures', 'count only, which is faster')
    .action(running(recount));
}

async function bundle(
  { client }: Account,
  output: Output,
  proposalId: string,
  { out = 'bundle.json' }: CommonOptions & { readonly out?: string },
): Promise<void> {
  idGiven(proposalId, 'proposals <pool>');
  const { body } = await client.download(`/proposals/${proposalId}/bundle`);
  await pipeline(Readable.fromWeb(body as ReadableStream), createWriteStream(out));
  const keys = await client.download('/.well-known/jwks.json');
  await writeFile(keysBeside(out), await keys.text());
  output.show({ file: out, keys: keysBeside(out) }, [
    `Saved ${out}, and the instance’s keys beside it.`,
    `commonpool recount ${out}`,
  ]);
}

type Options = CommonOptions & { readonly keys?: string; readonly signatures: boolean };

async function recount(output: Output, file: string, { keys, signatures }: Options): Promise<void> {
  await access(file, constants.R_OK).catch(() => {
    throw new UsageFault(`${file} is no file that can be read. Save one with \`commonpool bundle <proposal>\`.`);
  });
  const report = await recountFile(file, { signatures, keys: await keysFor(file, keys) });
  const { powers, struckPower, signedPowers, signs, ...rest } = report;
  const plain = { powers: powers.map(String), struckPower: struckPower.toString() };
  const plainSigns = { ...signs, struckPower: signs.struckPower.toString() };
  const value = { ...rest, ...plain, signedPowers: signedPowers?.map(String) ?? null, signs: plainSigns };
  output.show(value, linesOf(report, signatures));
  if (report.faults.length > 0) process.exitCode = 1;
}

function linesOf(report: RecountReport, signatures: boolean): string[] {
  const { faults, title, outcome, choices, powers, signedPowers, voters, ballots, statements, sealed } = report;
  const counted = [...choices, 'ABSTAIN'].map((choice, i) => {
    const signed = signedPowers ? `, ${signedPowers[i]} of it signed` : '';
    return `  ${choice}: ${powers[i]}${signed}`;
  });
  return [
    title,
    `${outcome}; ${voters} voters, ${ballots} ballots, ${statements} of them signed.`,
    ...counted,
    ...(report.struckPower > 0n ? [`  struck: ${report.struckPower}`] : []),
    ...signLines(report.signs),
    signatures ? `Signatures checked: ${report.signaturesChecked}.` : 'Signatures were not checked.',
    sealed === null
      ? 'The seal was not checked: give the instance’s keys with --keys.'
      : `Seal: ${sealed ? 'the instance’s' : 'false'}.`,
    ...(faults.length === 0 ? ['The bundle proves its result.'] : faults.map((fault) => `WRONG: ${fault}`)),
  ];
}

/** Figures and no judgement: whoever knows the group knows what is strange in it. */
function signLines({ largestPpm, delegatedPpm, unsignedPpm, latePpm, replaced, struckPower }: Signs): string[] {
  if (largestPpm === null || delegatedPpm === null) return [];
  const open = [
    ...(unsignedPpm === null ? [] : [`${percent(unsignedPpm)} without a signature`]),
    ...(latePpm === null ? [] : [`${percent(latePpm)} in the last tenth of the time between first and last ballot`]),
  ];
  return [
    `What to look at, of the power that was cast: ${percent(largestPpm)} in the largest ballot, ${percent(delegatedPpm)} by delegates.`,
    ...(open.length > 0 ? [`What to look at, of the same: ${open.join(', ')}.`] : []),
    `What to look at, of the ballots: ${replaced} replaced earlier ones${struckPower > 0n ? `, ${struckPower} of power was struck` : ''}.`,
  ];
}

function percent(ppm: number): string {
  return `${Number((ppm / 10_000).toFixed(1))}%`;
}

async function keysFor(file: string, given: string | undefined): Promise<RecountOptions['keys']> {
  try {
    const text = await readFile(given ?? keysBeside(file), 'utf8');
    return (JSON.parse(text) as { keys: NonNullable<RecountOptions['keys']> }).keys;
  } catch {
    if (given === undefined) return null;
    throw new UsageFault(`${given} is no file of public keys (JWKS).`);
  }
}

function keysBeside(file: string): string {
  return `${file}.keys.json`;
}
