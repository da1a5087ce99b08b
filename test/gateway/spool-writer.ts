import { Spool } from '../../examples/gateway/spool/spool.ts';
import { randomUUID } from 'node:crypto';

/** Answers calls as fast as it can, and says which, until it is killed. */
const [, , folder = '', source = ''] = process.argv;
const spool = await Spool.open(folder, source, 20_000);
const place = { modelVersionId: 'm', customerId: 'c', keyId: 'k', queries: 1 };

async function answerCalls(caller: number): Promise<void> {
  for (;;) {
    const { sequence, id } = await spool.append({ id: randomUUID(), time: new Date().toISOString(), ...place });
    process.stdout.write(`${sequence} ${id}\n`);
    if (caller === 0 && sequence > 20) await spool.settle(sequence - 20);
  }
}
await Promise.all(Array.from({ length: 8 }, (_, caller) => answerCalls(caller)));
