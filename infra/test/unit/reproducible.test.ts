import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import type { App } from 'aws-cdk-lib';
import { createFakeBuild, type FakeBuild } from '../support/fake-build.ts';

let build: FakeBuild;
const home = process.cwd();
const { CDK_DEFAULT_ACCOUNT: account, CDK_DEFAULT_REGION: region } = process.env;

beforeAll(() => {
  build = createFakeBuild();
});
afterEach(() => {
  process.chdir(home);
  restore('CDK_DEFAULT_ACCOUNT', account);
  restore('CDK_DEFAULT_REGION', region);
});
afterAll(() => build.remove());

function restore(name: string, value: string | undefined): void {
  if (value === undefined) delete process.env[name];
  else process.env[name] = value;
}

/** Digests of all that a deploy takes from the assembly; asset names are digests themselves. */
function synthDigests(): Record<string, string> {
  const stack = build.stack();
  const { outdir } = stack.node.root as App;
  (stack.node.root as App).synth();
  return Object.fromEntries(
    ['template', 'assets'].map((kind) => {
      const bytes = readFileSync(join(outdir, `${stack.artifactId}.${kind}.json`));
      return [kind, createHash('sha256').update(bytes).digest('hex')];
    }),
  );
}

it('the assembly is the same for every account, Region and working directory', () => {
  const places = [
    { account: '111111111111', region: 'eu-central-1', cwd: home },
    { account: '222222222222', region: 'us-east-1', cwd: tmpdir() },
  ];
  const [first, second] = places.map((place) => {
    process.env['CDK_DEFAULT_ACCOUNT'] = place.account;
    process.env['CDK_DEFAULT_REGION'] = place.region;
    process.chdir(place.cwd);
    return synthDigests();
  });
  expect(Object.keys(first ?? {})).toEqual(['template', 'assets']);
  expect(second).toEqual(first);
});

it('the stack names no account and no Region, and looks nothing up', () => {
  const stack = build.stack();
  const assembly = (stack.node.root as App).synth();
  expect(assembly.getStackArtifact(stack.artifactId).environment).toMatchObject({
    account: 'unknown-account',
    region: 'unknown-region',
  });
  expect(assembly.manifest.missing ?? []).toEqual([]);
});
