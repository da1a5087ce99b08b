import type { EntityManager, EntityTarget, ObjectLiteral } from 'typeorm';

/** False where a unique value is taken. Waits for a rival transaction, so the answer is final. */
export async function insertIfNew<T extends ObjectLiteral>(
  manager: EntityManager,
  target: EntityTarget<T>,
  row: T,
): Promise<boolean> {
  const insert = manager.createQueryBuilder().insert().into(target).values(row);
  const result = await insert.orIgnore().returning('id').updateEntity(false).execute();
  return (result.raw as unknown[]).length === 1;
}
