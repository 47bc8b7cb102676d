import { expect, test } from 'vitest';
import { DATA_MODEL } from '../../server/data-model.ts';
import { openDatabase } from '../../server/platform/database/open-database.ts';

const server = process.env['TEST_DATABASE_URL'];

test.runIf(server)('a database that does not exist is refused, not made', async () => {
  const url = new URL(server!);
  url.pathname = '/no_such_database_of_leader_scorecard';
  await expect(openDatabase({ kind: 'server', url: url.href }, DATA_MODEL)).rejects.toMatchObject({
    code: '3D000',
  });
  await expect(openDatabase({ kind: 'server', url: url.href }, DATA_MODEL)).rejects.toThrow(/does not exist/);
});
