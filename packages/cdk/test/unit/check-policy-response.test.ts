import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { defineApi, iam, open, scopes } from '@scopegate/contract';
import { ScopedHttpApi, ScopedHttpApiError, type ScopedHttpApiProps } from '../../src/index.ts';
import { cognitoIssuer, createStack, shopStack } from '../support/shop-stack.ts';
import { createWorkspace, type Workspace } from '../support/workspace.ts';

let workspace: Workspace;
beforeAll(() => {
  workspace = createWorkspace();
});
afterAll(() => workspace.remove());

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
