import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { App } from 'aws-cdk-lib';
import type { Template } from 'aws-cdk-lib/assertions';
import { CfnAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2';
import { shopAssembly } from '../../support/shop-assembly.ts';
import { shopStack } from '../../support/shop-stack.ts';
import { createWorkspace, type Workspace } from '../../support/workspace.ts';

let workspace: Workspace;
beforeAll(() => {
  workspace = createWorkspace();
});
afterAll(() => workspace.remove());

/** The environments of the authorizer and of the handlers. */
function environments(template: Template) {
  const all = Object.values(template.findResources('AWS::Lambda::Function')).map(
    (fn): Record<string, unknown> => fn['Properties'].Environment?.Variables ?? {},
  );
  const isAuthorizer = (one: Record<string, unknown>) => one['SCOPEGATE_ISSUERS'] !== undefined;
  return { authorizer: all.filter(isAuthorizer), handlers: all.filter((one) => !isAuthorizer(one)) };
}

describe("response 'policy'", () => {
  it('asks for policies by payload 2.0, cached by the credential alone', async () => {
    const { template } = await shopAssembly('policy');
    template.hasResourceProperties('AWS::ApiGatewayV2::Authorizer', {
      AuthorizerType: 'REQUEST',
      AuthorizerPayloadFormatVersion: '2.0',
      EnableSimpleResponses: false,
      IdentitySource: ['$request.header.Authorization'],
      AuthorizerResultTtlInSeconds: 300,
    });
  });

  it('tells the authorizer and every handler', async () => {
    const { authorizer, handlers } = environments((await shopAssembly('policy')).template);
    expect(authorizer).toEqual([expect.objectContaining({ SCOPEGATE_RESPONSE: 'policy' })]);
    for (const handler of handlers) expect(handler).toMatchObject({ SCOPEGATE_RESPONSE: 'policy' });
    for (const one of Object.values(environments((await shopAssembly('simple')).template)).flat())
      expect(one).not.toHaveProperty('SCOPEGATE_RESPONSE');
  });

  it('carries no challenge', async () => {
    const { routes } = (await shopAssembly('policy')).accessTable;
    expect(Object.values(routes).map(({ challenge }) => challenge)).not.toContain('genuine');
  });

  it('passes its own checks', async () => {
    await expect(shopAssembly('policy')).resolves.toBeDefined();
  });

  it.each([
    { name: 'EnableSimpleResponses', value: true },
    { name: 'IdentitySource', value: ['$request.header.Authorization', '$request.header.Cookie'] },
  ])('fails the synth when $name is overridden', ({ name, value }) => {
    const { stack } = shopStack(workspace, { response: 'policy' });
    const authorizer = stack.node.findAll().find((node) => node instanceof CfnAuthorizer) as CfnAuthorizer;
    authorizer.addPropertyOverride(name, value);
    expect(() => (stack.node.root as App).synth()).toThrow('[authorizer-response]');
  });
});
