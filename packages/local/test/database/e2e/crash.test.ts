import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { QueryCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, expect, it } from '@jest/globals';
import { TableName } from './items.ts';
import { connect, start, stopAll } from './support.ts';

afterAll(stopAll);

it.each([1, 5, 20, 60, 150, 400])(
  'a process killed %i turns into a transaction leaves it whole or not at all',
  async (turns) => {
    const dataDirectory = await mkdtemp(join(tmpdir(), 'crash-'));
    const script = join(import.meta.dirname, 'transacting-process.ts');
    const child = spawn(process.execPath, [script, dataDirectory, String(turns)], { stdio: 'inherit' });
    expect(await once(child, 'exit')).toStrictEqual([null, 'SIGKILL']);
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
    expect([Items.length, Count]).toStrictEqual([20, 20]);
    await stopAll();
    await rm(dataDirectory, { recursive: true });
  },
  30_000,
);
