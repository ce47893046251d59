import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { defineApi, iam, open, scopes } from '@scopegate/contract';
import type { App } from 'aws-cdk-lib';
import type { Template } from 'aws-cdk-lib/assertions';
import { CfnAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2';
import { ScopedHttpApi, ScopedHttpApiError, type ScopedHttpApiProps } from '../../src/index.ts';
import { accessTableOf, cognitoIssuer, createStack, shopStack } from '../support/shop-stack.ts';
import { createWorkspace, type Workspace } from '../support/workspace.ts';

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
  it('asks for policies by payload 2.0, cached by the credential alone', () => {
    shopStack(workspace, { response: 'policy' })
      .template()
      .hasResourceProperties('AWS::ApiGatewayV2::Authorizer', {
        AuthorizerType: 'REQUEST',
        AuthorizerPayloadFormatVersion: '2.0',
        EnableSimpleResponses: false,
        IdentitySource: ['$request.header.Authorization'],
        AuthorizerResultTtlInSeconds: 300,
      });
  });

  it('tells the authorizer and every handler', () => {
    const { authorizer, handlers } = environments(shopStack(workspace, { response: 'policy' }).template());
    expect(authorizer).toEqual([expect.objectContaining({ SCOPEGATE_RESPONSE: 'policy' })]);
    for (const handler of handlers) expect(handler).toMatchObject({ SCOPEGATE_RESPONSE: 'policy' });
    for (const one of Object.values(environments(shopStack(workspace).template())).flat())
      expect(one).not.toHaveProperty('SCOPEGATE_RESPONSE');
  });

  it('carries no challenge', () => {
    const { routes } = accessTableOf(shopStack(workspace, { response: 'policy' }));
    expect(Object.values(routes).map(({ challenge }) => challenge)).not.toContain('genuine');
  });

  it('passes its own checks', () => {
    const { stack } = shopStack(workspace, { response: 'policy' });
    expect(() => (stack.node.root as App).synth()).not.toThrow();
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

describe("response 'policy' is refused", () => {
  const nothing = { 204: null };
  const build = (api: ReturnType<typeof defineApi>, props: Partial<ScopedHttpApiProps<typeof api>> = {}) => {
    const stack = createStack(workspace);
    return () =>
      new ScopedHttpApi(stack, 'Api', {
        api,
        handlers: workspace.bundles(api),
        issuers: [cognitoIssuer(stack)],
        authorizerFile: workspace.authorizerFile,
        response: 'policy',
        ...props,
      });
  };

  it('together with challenges', () => {
    expect(() => shopStack(workspace, { response: 'policy', challenge: 'genuine' })).toThrow('[policy-challenge]');
  });

  it('for routes that no policy tells apart, which are named', () => {
    const api = defineApi({
      title: 'Overlap',
      version: '1',
      scopes: { read: 'Reads', write: 'Writes' },
      routes: {
        all: { route: 'GET /{proxy+}', access: scopes('read'), responses: nothing },
        one: { route: 'GET /a/{id}', access: scopes('write'), responses: nothing },
        purge: { route: 'POST /purge', access: iam(), responses: nothing },
        health: { route: 'GET /health', access: open(), responses: nothing },
      },
    });
    expect(build(api as never)).toThrow(ScopedHttpApiError);
    expect(build(api as never)).toThrow(
      'Given: a policy that denies GET /a/{id} also closes GET /{proxy+}, as for GET /a/',
    );
    expect(build(api as never, { response: 'simple' })).not.toThrow();
  });

  it('for more routes than a policy can list', () => {
    const routes = Object.fromEntries(
      Array.from({ length: 100 }, (_, at) => [
        `r${at}`,
        { route: `GET /things/${at}`, access: scopes('read'), responses: nothing },
      ]),
    );
    const api = defineApi({ title: 'Many', version: '1', scopes: { read: 'Reads' }, routes: routes as never });
    expect(build(api as never)).toThrow('[policy-size]');
  });
});
