import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Choices } from '../../src/choices.ts';
import { create } from '../../src/create.ts';
import { projectFiles } from '../../src/project-files.ts';

const choices: Choices = {
  name: 'my-shop',
  issuer: 'cognito',
  packageManager: 'npm',
  from: undefined,
  installs: false,
};

let parent: string;
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'create-scopegate-'));
});
afterEach(() => rmSync(parent, { recursive: true }));

describe('the files of a project', () => {
  it.each([
    { name: 'npm', changed: {} },
    { name: 'pnpm', changed: { packageManager: 'pnpm' as const } },
    { name: 'an issuer of its own', changed: { issuer: 'https://id.example.com/' } },
  ])('are at most 15, with every place filled in: $name', ({ changed }) => {
    const files = projectFiles({ ...choices, ...changed });
    expect(files.size).toBeLessThanOrEqual(15);
    expect([...files.values()].join('\n')).not.toMatch(/__[A-Z]+__/);
    expect([...files.keys()]).toEqual(expect.arrayContaining(['package.json', '.gitignore', 'infra/app.ts']));
  });

  it('trust the issuer that was given, exactly', () => {
    const stack = projectFiles({ ...choices, issuer: 'https://id.example.com/' }).get('infra/app.ts');
    expect(stack).toContain("Issuers.oidc({ issuer: 'https://id.example.com/', audience: ['my-shop'] })");
    expect(projectFiles(choices).get('infra/app.ts')).toContain("resourceServer: 'my-shop'");
  });

  it('take the packages from tarballs, all of which must be there', () => {
    writeFileSync(join(parent, 'scopegate-cli-0.1.0.tgz'), '');
    expect(() => projectFiles({ ...choices, from: parent })).toThrow('Tarballs are missing');
    for (const name of ['authorizer', 'cdk', 'contract', 'handler', 'local', 'testing']) {
      writeFileSync(join(parent, `scopegate-${name}-0.1.0.tgz`), '');
    }
    const manifest = JSON.parse(projectFiles({ ...choices, from: parent }).get('package.json') ?? '');
    expect(manifest.devDependencies['@scopegate/cli']).toBe(`file:${join(parent, 'scopegate-cli-0.1.0.tgz')}`);
    expect(manifest.overrides).toHaveProperty('@scopegate/local');
  });
});

describe('create', () => {
  it('writes them into a directory of the name', () => {
    const directory = create(choices, parent);
    expect(directory).toBe(join(parent, 'my-shop'));
    expect(readFileSync(join(directory, 'README.md'), 'utf8')).toMatch(/^# My Shop\n/);
  });

  it('leaves a directory alone that holds something', () => {
    create(choices, parent);
    expect(() => create(choices, parent)).toThrow('is not empty. Choose another name, or remove it.');
  });
});
