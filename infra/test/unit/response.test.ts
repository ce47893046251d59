import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Template } from 'aws-cdk-lib/assertions';
import { createFakeBuild, type FakeBuild } from '../support/fake-build.ts';

let build: FakeBuild;
beforeAll(() => {
  build = createFakeBuild();
});
afterAll(() => build.remove());

describe('context response', () => {
  it.each([
    { context: {}, simple: true, sources: 2 },
    { context: { response: 'simple' }, simple: true, sources: 2 },
    { context: { response: 'policy' }, simple: false, sources: 1 },
  ])('$context', ({ context, simple, sources }) => {
    const template = Template.fromStack(build.stack(context));
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
