import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { CliError } from '../../../src/shell/cli-error.ts';
import { readIdentities } from '../../../src/start/identities-option.ts';
import { caught } from '../../support/caught.ts';
import { fakeHost } from '../../support/fake-host.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

describe('--identities', () => {
  const good = { accessKeyId: 'AKID', secretAccessKey: 'hunter2', policies: [] };
  const reading = (content: string) => {
    const cwd = temporaryDirectory();
    writeFileSync(join(cwd, 'callers.json'), content);
    return readIdentities('callers.json', fakeHost({ cwd }));
  };

  it('reads a file, and stdin', async () => {
    expect(await reading(JSON.stringify([{ ...good, name: 'bob' }]))).toEqual([{ ...good, name: 'bob' }]);
    const host = fakeHost({ readStdin: async () => JSON.stringify([good]) });
    expect(await readIdentities('-', host)).toEqual([good]);
  });

  it.each([
    { name: 'no JSON', content: '[{"secretAccessKey": "hunter2"', fault: 'it is not JSON' },
    { name: 'an object', content: JSON.stringify(good), fault: 'it is not a list' },
    { name: 'a text', content: '["hunter2"]', fault: '[0] is not an object' },
    { name: 'no key', content: JSON.stringify([{ ...good, accessKeyId: '' }]), fault: '[0] has no accessKeyId' },
    { name: 'no policies', content: JSON.stringify([{ ...good, policies: {} }]), fault: '[0] has no list of policies' },
    { name: 'a misspelt member', content: JSON.stringify([good, { ...good, arn: 'x' }]), fault: '[1] has "arn"' },
    { name: 'an account', content: JSON.stringify([{ ...good, accountId: '12' }]), fault: 'not twelve digits' },
    {
      name: 'a name',
      content: JSON.stringify([{ ...good, name: 'a/b' }]),
      fault: 'name cannot be the name of an IAM user',
    },
  ])('refuses $name, without secrets in the message', async ({ content, fault }) => {
    const error = await caught(() => reading(content));
    expect(error).toBeInstanceOf(CliError);
    expect(error.message).toContain(fault);
    expect(error.message).not.toContain('hunter2');
  });
});
