import { openEngine } from '../../../src/services/database/engine.ts';
import { provisionTables } from '../../../src/services/database/provision.ts';
import { aTable } from '../../unit/database/tables.ts';
import { order, TableName } from './items.ts';

// Stores transactions without end in the directory it is given, and prints a line after each, until it is killed.

const engine = await openEngine(process.argv[2] ?? '');
await provisionTables(engine, [aTable()]);
for (let round = 1; ; round += 1) {
  const more = { round: { N: String(round) }, status: { S: `round ${round}` } };
  const actions = Array.from({ length: 20 }, (_, at) => ({
    kind: 'Put' as const,
    parameters: { TableName, Item: order(`item ${at}`, 1, more) },
  }));
  await engine.transactWrite(actions);
  process.stdout.write(`${round}\n`);
}
