import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { runProgram } from '../support/program.ts';

const PROGRAM = fileURLToPath(new URL('./log-refused-row.ts', import.meta.url));

test('a row that PostgreSQL refused is in no line of the log, and what broke is', async () => {
  const program = runProgram(PROGRAM, [process.env['COMMONPOOL_TEST_POSTGRES_URL'] as string]);
  expect(await program.ended).toBe(0);
  const lines = program.said().trim().split('\n');
  expect(lines).toHaveLength(3);
  for (const line of lines) {
    expect(line).toContain('violates unique constraint \\"one_account\\"');
    expect(line).toContain('23505');
    expect(line).not.toContain('ada@example.org');
    for (const field of ['parameters', 'detail', 'driverError', 'Key (']) expect(line).not.toContain(field);
  }
});
