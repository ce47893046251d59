import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Host } from '../../src/host/host.ts';
import { writeRun } from '../../src/run/state-files.ts';
import { type FakeHost, fakeHost } from './fake-host.ts';
import { projectIn } from './project-in.ts';
import { runState } from './run-state.ts';
import { temporaryDirectory } from './temporary-directory.ts';

/** A machine whose working directory is deep in a project, of which a platform is recorded. */
export function hostInProject(overrides: Partial<Host> = {}): FakeHost {
  const root = temporaryDirectory();
  const cwd = join(root, 'a', 'b');
  mkdirSync(cwd, { recursive: true });
  writeFileSync(join(root, 'scopegate.config.ts'), '');
  const { root: _root, stateDirectory, ...project } = projectIn(root);
  writeRun(stateDirectory, runState);
  return fakeHost({ cwd, importModule: async () => ({ default: project }), ...overrides });
}
