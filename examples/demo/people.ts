import type { Persona, RedditArchive } from '../archives/reddit.ts';
import { Builder } from './actors/builder.ts';
import { Customer } from './actors/customer.ts';
import { Member } from './actors/member.ts';
import { Operator } from './actors/operator.ts';
import type { Instance } from './instance.ts';
import type { Terminal } from './terminal.ts';

/** A member of the cast, and the export that a platform would have sent them. */
export interface Part {
  readonly member: Member;
  readonly persona: Persona;
  readonly archive: RedditArchive;
}

export interface People {
  readonly operator: Operator;
  readonly builder: Builder;
  readonly customers: readonly Customer[];
  readonly parts: readonly Part[];
}

const HANDLES = ['amber', 'basalt', 'cedar', 'dune', 'ember', 'fjord', 'grove', 'harbour', 'indigo', 'juniper'];

/** Who plays: honest members, then one with a copy of the first one's texts, then one whose texts are noise. */
export async function gatherPeople(
  instance: Instance,
  size: { readonly honest: number; readonly records: number },
  terminal: Terminal,
): Promise<People> {
  terminal.chapter('People sign up with keys of their own; an operator vouches that each is a person');
  const { url } = instance;
  const operator = await Operator.claims(url, 'operator', await instance.setupToken());
  const builder = await Builder.signsUp(url, 'builder');
  const customers = [await Customer.signsUp(url, 'reader'), await Customer.signsUp(url, 'writer')];
  const parts: Part[] = [];
  for (const { handle, ...part } of casting(size.honest, size.records)) {
    const member = await Member.signsUp(url, handle);
    await operator.vouchesFor(member, `member number ${parts.length + 1}`);
    parts.push({ member, ...part });
  }
  terminal.fact(`${parts.length} members, a builder, ${customers.length} customers and an operator are signed in.`);
  return { operator, builder, customers, parts };
}

function casting(honest: number, records: number) {
  const seedOf = (i: number) => `member ${i + 1}`;
  const members = Array.from({ length: honest }, (_, i) => ({
    handle: HANDLES[i] ?? `member-${i + 1}`,
    persona: 'honest' as const,
    archive: { seed: seedOf(i), records, generation: i % 3 === 2 ? ('old' as const) : ('modern' as const) },
  }));
  return [
    ...members,
    {
      handle: 'copycat',
      persona: 'copycat' as const,
      archive: { seed: 'copycat', persona: 'copycat' as const, copyOf: seedOf(0), records },
    },
    {
      handle: 'noise',
      persona: 'useless' as const,
      archive: { seed: 'noise', persona: 'useless' as const, records, generation: 'old' as const },
    },
  ];
}
