import { describe, expect, it } from '@jest/globals';
import { runCommandLine } from '../../../src/program/run-command-line.ts';
import { CliError } from '../../../src/shell/cli-error.ts';
import { fakeHost } from '../../support/fake-host.ts';
import { hostInProject } from '../../support/host-in-project.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

describe('loadProject', () => {
  it('refuses a directory without a project', async () => {
    const host = fakeHost({ cwd: temporaryDirectory() });
    expect(await runCommandLine(['matrix'], host)).toBe(1);
    expect(host.err()).toContain('error: There is no scopegate.config.ts.');
  });

  it.each([
    {
      name: 'does not load',
      importModule: () => Promise.reject(new Error('no such module')),
      message: 'Given: no such module',
    },
    {
      name: 'an import that is not found',
      importModule: () => Promise.reject(Object.assign(new Error('gone'), { code: 'ERR_MODULE_NOT_FOUND' })),
      message: 'Correct the path of the import, and write it with its extension: ./src/contract.ts',
    },
    { name: 'exports nothing', importModule: async () => ({}), message: 'did not come from defineProject' },
    {
      name: 'is refused',
      importModule: () => Promise.reject(new CliError({ what: 'W', given: 'g', allowed: 'a', remedy: 'R' })),
      message: 'W. Given: g. Allowed: a. R.',
    },
  ])('refuses a configuration that $name', async ({ importModule, message }) => {
    const host = hostInProject({ importModule });
    expect(await runCommandLine(['matrix'], host)).toBe(1);
    expect(host.err()).toContain(message);
  });
});
