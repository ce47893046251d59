import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { App } from 'aws-cdk-lib';
import { addOrdersStack } from '../../lib/add-orders-stack.ts';
import { fakeTemplate, type OrdersContext } from '../support/assembly.ts';
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

it('makes the same assembly for every account, Region and working directory', () => {
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

it('says what to run when nothing is built', () => {
  const bundlesDirectory = join(build.directory, 'missing');
  expect(() => addOrdersStack(new App({ outdir: build.directory }), { bundlesDirectory })).toThrow(
    `The handlers are not built: there is no ${bundlesDirectory}. Run "pnpm build" first.`,
  );
});

describe('context stage', () => {
  it('is a stack of its own', () => {
    expect(build.stack().stackName).toBe('orders-dev');
    expect(build.stack({ stage: 'prod' }).stackName).toBe('orders-prod');
  });

  it.each([{ stage: 'staging' }, { stage: '' }, { stage: 7 }])('refuses $stage', ({ stage }) => {
    expect(() => build.stack({ stage })).toThrow(
      `There is no stage ${JSON.stringify(stage)}. Allowed: dev, prod. Give one as context`,
    );
  });
});

describe('context response', () => {
  const rows: { context: OrdersContext; simple: boolean; sources: number }[] = [
    { context: {}, simple: true, sources: 2 },
    { context: { response: 'simple' }, simple: true, sources: 2 },
    { context: { response: 'policy' }, simple: false, sources: 1 },
  ];
  it.each(rows)('$context', async ({ context, simple, sources }) => {
    const template = await fakeTemplate(context);
    const [authorizer] = Object.values(template.findResources('AWS::ApiGatewayV2::Authorizer'));
    expect(authorizer?.['Properties']).toMatchObject({ EnableSimpleResponses: simple });
    expect(authorizer?.['Properties'].IdentitySource).toHaveLength(sources);
  });

  it.each([{ response: 'both' }, { response: '' }, { response: true }])('refuses $response', ({ response }) => {
    expect(() => build.stack({ response })).toThrow(
      `There is no response ${JSON.stringify(response)}. Allowed: simple, policy. Give one as context`,
    );
  });
});
