import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parseRunState } from '../../../src/run/parse-run-state.ts';
import { lastFile, removeRun, writeRun } from '../../../src/run/state-files.ts';
import { runState } from '../../support/run-state.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

const modeOf = (file: string): string => (statSync(file).mode & 0o777).toString(8);

describe('state files', () => {
  it('are readable by their owner alone, and hold what was written', () => {
    const directory = temporaryDirectory();
    writeRun(directory, runState);
    expect(modeOf(lastFile(directory))).toBe('600');
    expect(modeOf(join(directory, '3000', 'state.json'))).toBe('600');
    expect(modeOf(join(directory, '3000'))).toBe('700');
    expect(parseRunState(readFileSync(lastFile(directory), 'utf8'))).toEqual(runState);
    expect(readFileSync(join(directory, '3000', 'state.json'), 'utf8')).toBe(readFileSync(lastFile(directory), 'utf8'));
  });

  it('restrict the mode of existing files', () => {
    const directory = temporaryDirectory();
    writeFileSync(lastFile(directory), '{}', { mode: 0o644 });
    writeRun(directory, runState);
    expect(modeOf(lastFile(directory))).toBe('600');
  });

  it('are removed only by the process that wrote them', () => {
    const directory = temporaryDirectory();
    writeRun(directory, runState);
    writeRun(directory, { ...runState, port: 4000, pid: 7 });
    removeRun(directory, runState);
    expect(existsSync(join(directory, '3000', 'state.json'))).toBe(false);
    expect(existsSync(lastFile(directory))).toBe(true);
    removeRun(directory, { port: 4000, pid: 7 });
    expect(existsSync(lastFile(directory))).toBe(false);
    expect(existsSync(join(directory, '4000'))).toBe(true);
  });
});
