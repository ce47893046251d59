import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runDirectoryVariable } from './made-once.ts';

/** Jest's globalSetup: the run gets a directory of its own, so that nothing older than its sources is ever read from it. */
export default function createRunDirectory(): void {
  process.env[runDirectoryVariable] = mkdtempSync(join(tmpdir(), 'scopegate-test-run-'));
}
