import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { QueryCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, expect, it } from '@jest/globals';
import { TableName } from './items.ts';
import { connect, start, stopAll } from './support.ts';

afterAll(stopAll);

/** Kills a process that stores transactions once it has told of so many. */
async function killAfter(dataDirectory: string, rounds: number): Promise<number> {
  const script = join(import.meta.dirname, 'transacting-process.ts');
  const child = spawn(process.execPath, [script, dataDirectory], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  let told = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    told = Number(line);
    if (told >= rounds) child.kill('SIGKILL');
  }
  await exited;
  return told;
}

it.each([3, 17, 40])(
  'a process killed after %i transactions leaves each whole or not at all',
  async (rounds) => {
    const dataDirectory = await mkdtemp(join(tmpdir(), 'crash-'));
    const told = await killAfter(dataDirectory, rounds);
    const client = connect(await start({ dataDirectory }));
    const { Items = [] } = await client.send(new ScanCommand({ TableName }));
    const stored = new Set(Items.map(({ round }) => Number(round?.N)));
    const { Count } = await client.send(
      new QueryCommand({
        TableName,
        IndexName: 'byStatus',
        KeyConditionExpression: '#s = :s',
        ExpressionAttributeNames: { '#s': 'status' },
        ExpressionAttributeValues: { ':s': { S: `round ${[...stored][0]}` } },
      }),
    );

    expect(stored.size).toBe(1);
    expect([...stored][0]).toBeGreaterThanOrEqual(told);
    expect([Items.length, Count]).toStrictEqual([20, 20]);
    await stopAll();
    await rm(dataDirectory, { recursive: true });
  },
  30_000,
);
