import { describe, expect, it } from '@jest/globals';
import { mapFunctionRequest } from '../../../src/gateway/invoke/map-function-call.ts';
import type { RoutedRequest } from '../../../src/gateway/request/routed-request.ts';
import { defaultSettings } from '../../../src/gateway/settings.ts';

const integration = {
  stack: 'S',
  logicalId: 'I',
  type: 'AWS_PROXY',
  integrationId: 'i',
  functionArn: 'arn',
  payloadFormatVersion: '2.0',
  timeoutMillis: 1000,
  requestParameters: {
    'overwrite:path': '/x',
    'append:header.x-user': '$context.authorizer.sub',
    'remove:header.b': "''",
  },
} as const;

const routed = {
  request: { body: new Uint8Array() },
  headers: new Map([
    ['a', '1'],
    ['b', '2'],
  ]),
  rawPath: '/a',
  rawQueryString: 'q=1',
} as unknown as RoutedRequest;

describe('mapFunctionRequest', () => {
  it('maps headers and the path, and leaves the query as sent', () => {
    const mapped = mapFunctionRequest(integration, routed, {
      variables: { 'authorizer.sub': 'u' },
      settings: defaultSettings,
    });
    expect({ ...mapped, headers: [...mapped.headers] }).toMatchObject({
      headers: [
        ['a', '1'],
        ['x-user', 'u'],
      ],
      rawPath: '/x',
      rawQueryString: 'q=1',
    });
  });

  it('mappedPathOfFunctions: the path stays', () => {
    const settings = { ...defaultSettings, mappedPathOfFunctions: 'ignored' } as const;
    expect(mapFunctionRequest(integration, routed, { variables: {}, settings }).rawPath).toBe('/a');
  });
});
