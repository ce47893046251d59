import { describe, expect, it } from '@jest/globals';
import type { Api, Authorization, LambdaFunction } from '../../../src/model/index.ts';
import { runningAuthorizers } from '../../../src/platform/report/running-authorizers.ts';

const fn = (name: string) =>
  ({ arn: `arn:${name}`, codeDirectory: `/code/${name}`, environment: { NAME: name } }) as Partial<LambdaFunction>;

const custom = (id: string, functionArn: string): Authorization =>
  ({ type: 'CUSTOM', authorizer: { stack: 's', logicalId: id, authorizerId: id, functionArn } }) as Authorization;

const api = (apiId: string, ...authorizations: Authorization[]) =>
  ({ apiId, routes: authorizations.map((authorization) => ({ authorization })) }) as unknown as Api;

const authorizersOf = (...apis: Api[]) =>
  runningAuthorizers({ apis, functions: [fn('one'), fn('two')] as LambdaFunction[] });

describe('runningAuthorizers', () => {
  it('lists each once per API, with what its function runs with', () => {
    const one = { stack: 's', logicalId: 'A', codeDirectory: '/code/one', environment: { NAME: 'one' } };
    const two = { stack: 's', logicalId: 'B', codeDirectory: '/code/two', environment: { NAME: 'two' } };
    const first = api('x', custom('A', 'arn:one'), { type: 'NONE' }, custom('B', 'arn:two'), custom('A', 'arn:one'));
    expect(authorizersOf(first, api('y', custom('A', 'arn:one')))).toEqual([
      { ...one, apiId: 'x' },
      { ...two, apiId: 'x' },
      { ...one, apiId: 'y' },
    ]);
  });

  it('lists nothing where no route asks one', () => {
    expect(authorizersOf(api('x', { type: 'NONE' }, { type: 'AWS_IAM' }))).toEqual([]);
  });
});
