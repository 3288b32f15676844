import { DataSource } from 'typeorm';
import { dataSourceOptions } from '#libs/platform';
import { migrations } from '../../migrations/index.ts';

/** Runs the migrations that have not run yet. @returns how many ran */
export async function migrate(databaseUrl: string): Promise<number> {
  const dataSource = await new DataSource({ ...dataSourceOptions(databaseUrl, 2), migrations }).initialize();
  try {
    return (await dataSource.runMigrations({ transaction: 'each' })).length;
  } finally {
    await dataSource.destroy();
  }
}
