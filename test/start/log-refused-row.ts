import { DataSource } from 'typeorm';
import { createLogger } from '../../infra/logging.ts';

/** Has PostgreSQL refuse a row, and logs the driver's error in the ways that callers do. */
const dataSource = await new DataSource({ type: 'postgres', url: process.argv[2] as string, poolSize: 1 }).initialize();
await dataSource.query('CREATE TEMPORARY TABLE members (email text CONSTRAINT one_account UNIQUE)');
const insert = () => dataSource.query('INSERT INTO members VALUES ($1)', ['ada@example.org']);
await insert();
const refused: unknown = await insert().catch((error: unknown) => error);
await dataSource.destroy();

const logger = createLogger('info');
logger.error({ err: refused }, 'refused');
logger.error(refused, 'refused bare');
logger.error({ err: new Error('the member was not made', { cause: refused }) }, 'refused as a cause');
