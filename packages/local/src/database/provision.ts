import { setTimeout as wait } from 'node:timers/promises';
import { qualifiedId, type Table } from '../model/index.ts';
import { isJsonObject, type UncheckedObject } from '../runtime/index.ts';
import { isDynamoDbError } from './dynamodb-error.ts';
import type { Engine } from './engine.ts';
import { definitionText, toCreateTable } from './table-definition.ts';

/**
 * Makes every table of the model exist. A table that is there with the same definition keeps its items.
 *
 * @throws Error with all faults at once: a stored definition that is not the model's, or a definition DynamoDB refuses
 */
export async function provisionTables(engine: Engine, tables: readonly Table[]): Promise<void> {
  const faults: string[] = [];
  for (const table of tables) {
    const fault = await provision(engine, table);
    if (fault !== undefined) faults.push(`${qualifiedId(table)}: ${fault}`);
  }
  if (faults.length > 0) throw new Error(`The tables cannot be provisioned:\n${faults.join('\n')}`);
}

async function provision(engine: Engine, table: Table): Promise<string | undefined> {
  const wanted = toCreateTable(table);
  const stored = await describe(engine, table.tableName);
  if (stored?.['TableStatus'] === 'ACTIVE') {
    if (definitionText(stored) === definitionText(wanted)) return undefined;
    return (
      `the stored table ${table.tableName} has ${definitionText(stored)}, the template ${definitionText(wanted)}. ` +
      'Allowed: the same keys and indexes. Start with --fresh to empty the database, or take the change back.'
    );
  }
  // A process that ended while it created the table left it without items.
  if (stored !== undefined) await engine.forgetTable(table.tableName);
  return create(engine, table, wanted);
}

async function create(engine: Engine, table: Table, wanted: UncheckedObject): Promise<string | undefined> {
  // arn:<partition>:dynamodb:<region>:<account>:table/<name>
  const [, , , region = '', accountId = ''] = table.arn.split(':');
  engine.setOwner(region, accountId);
  const outcome = await engine.run('CreateTable', wanted);
  if (isDynamoDbError(outcome)) {
    return `the table ${table.tableName} is refused: ${outcome.body.message}. Correct its definition in the template.`;
  }
  // The engine makes a table active on a timer of its own, after it has answered.
  while ((await describe(engine, table.tableName))?.['TableStatus'] !== 'ACTIVE') await wait(1);
  return undefined;
}

async function describe(engine: Engine, tableName: string): Promise<UncheckedObject | undefined> {
  const outcome = await engine.run('DescribeTable', { TableName: tableName });
  const table = isDynamoDbError(outcome) ? undefined : outcome['Table'];
  return isJsonObject(table) ? table : undefined;
}
