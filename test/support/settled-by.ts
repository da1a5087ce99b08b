import type { SettleDueProposals } from '../../domain/governance/index.ts';
import type { SpreadNotices } from '../../domain/notices/index.ts';

interface Spreading {
  readonly spreadNotices: Pick<SpreadNotices, 'execute'>;
}

/** Takes every step that is due and tells everybody of it, as the workers of an instance do; answers how many steps. */
export async function settledBy(
  settling: Pick<SettleDueProposals, 'execute'>,
  { spreadNotices }: Spreading,
): Promise<number> {
  const before = await settling.execute();
  while (await spreadNotices.execute());
  return before + (await settling.execute());
}
