import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { runCommandLine } from '../../../src/program/run-command-line.ts';
import { fakeHost } from '../../support/fake-host.ts';
import { directoryWith } from '../../support/processes.ts';
import { cdkFiles, samFiles, samJwt } from '../../support/templates.ts';

// The real platform, in this process: a refused start leaves nothing behind.

describe('start that is refused', () => {
  const files = {
    ...samFiles,
    'list.json': '[]',
    'bad.json': '{"Resources": ',
    'bad.yaml': 'Resources:\n  A: [\n',
    'rest.yaml': 'Resources: { Q: { Type: AWS::SQS::Queue } }',
    'empty/.keep': '',
    'jwt.yaml': samJwt('http://login.example.com/'),
    ...cdkFiles,
  };

  it.each([
    { name: 'nothing there', args: ['nowhere.yaml'], code: 1, message: 'There is no such file or directory' },
    { name: 'an empty directory', args: ['empty'], code: 3, message: 'no cloud assembly and holds no template' },
    { name: 'no object', args: ['list.json'], code: 3, message: 'does not hold a JSON object' },
    { name: 'broken JSON', args: ['bad.json'], code: 3, message: 'The file is not JSON: ' },
    { name: 'broken YAML', args: ['bad.yaml'], code: 3, message: 'at line 3' },
    { name: 'no HTTP API', args: ['rest.yaml'], code: 3, message: 'It has no HTTP API' },
    { name: 'an unknown API', args: ['cdk.out', '--api', 'Nope'], code: 3, message: '"Nope" is no HTTP API' },
    { name: 'an unknown stack', args: ['cdk.out', '--stack', 'Nope'], code: 3, message: 'Orders, Users' },
    { name: 'an unknown stage', args: ['.', '--stage', 'prod'], code: 3, message: 'no stage "prod"' },
    { name: 'an unknown route', args: ['.', '--skip-route', 'GET /x'], code: 3, message: '--skip-route GET /x' },
    {
      name: 'a forbidden value',
      args: ['.', '--parameter', 'Name=X1'],
      code: 3,
      message: 'does not match its AllowedPattern. Given: "X1". Allowed: [a-z]+.',
    },
    {
      name: 'an issuer without TLS elsewhere',
      args: ['jwt.yaml'],
      code: 3,
      message: 'Or with --issuer http://login.example.com/=FILE_OR_URL\n',
    },
    { name: 'an unknown setting', args: ['.', '--setting', 'nope=1'], code: 1, message: 'There is no setting "nope"' },
    {
      name: 'a stack of the project',
      args: ['--stack', 'x'],
      code: 1,
      message: 'cdk.out of this directory needs none: scopegate start cdk.out',
    },
  ])('reports $name', async ({ args, code, message }) => {
    const cwd = directoryWith(files);
    const host = fakeHost({ cwd, loadPlatform: () => import('@scopegate/local') });
    const ended = await runCommandLine(['start', ...args], host);
    expect(host.err()).toContain(message);
    expect(host.err()).not.toContain('    at ');
    expect([ended, host.out()]).toEqual([code, '']);
    expect(existsSync(join(cwd, '.scopegate'))).toBe(false);
  });
});
