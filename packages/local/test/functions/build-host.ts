import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll } from '@jest/globals';
import { bundle } from '../../scripts/bundle.ts';
import { placeFiles } from './client/place-files.ts';

type FunctionHostModule = typeof import('../../src/functions/create-function-host.ts');

/** The function host in few files, as it is published: a thread starts in half the time that its sources take. */
export async function buildHost(): Promise<FunctionHostModule> {
  const directory = placeFiles({ 'package.json': '{"type":"module"}' });
  afterAll(() => rmSync(directory, { recursive: true }));
  await bundle(directory, 'src/functions/create-function-host.ts');
  return await import(join(directory, 'index.js'));
}
