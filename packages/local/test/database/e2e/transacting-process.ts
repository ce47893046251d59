import { setImmediate as turn } from 'node:timers/promises';
import { openEngine } from '../../../src/database/engine.ts';
import { provisionTables } from '../../../src/database/provision.ts';
import { aTable } from '../unit/tables.ts';
import { order, TableName } from './items.ts';

// Stores a transaction in the directory it is given, begins another, and kills itself so many turns of the loop later.

const [, , directory = '', turns = '0'] = process.argv;
const engine = await openEngine(new Map([['Orders', aTable()]]), directory);
await provisionTables(engine, [aTable()]);

function transact(round: number) {
  const more = { round: { N: String(round) }, status: { S: `round ${round}` } };
  const actions = Array.from({ length: 20 }, (_, at) => ({
    kind: 'Put' as const,
    parameters: { TableName, Item: order(`item ${at}`, 1, more) },
  }));
  return engine.transactWrite(actions);
}

await transact(1);
void transact(2);
for (let left = Number(turns); left > 0; left -= 1) await turn();
process.kill(process.pid, 'SIGKILL');
