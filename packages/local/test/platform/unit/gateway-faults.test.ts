import { describe, expect, it } from '@jest/globals';
import { GatewayConfigurationError } from '../../../src/gateway/index.ts';
import { type Api, TemplateError } from '../../../src/model/index.ts';
import { orTemplateError } from '../../../src/platform/faults/gateway-faults.ts';

const api = { stack: 'Shop', logicalId: 'Api' } as Api;

describe('orTemplateError', () => {
  it('gives each fault of a gateway its place', () => {
    const refuse = (): never => {
      throw new GatewayConfigurationError(api, ['Shop/Stage: the format lacks an id', 'no place at all']);
    };
    const error = (() => {
      try {
        return orTemplateError(api, refuse);
      } catch (thrown) {
        return thrown;
      }
    })();
    expect(error).toBeInstanceOf(TemplateError);
    expect((error as TemplateError).faults).toMatchObject([
      { stack: 'Shop', logicalId: 'Stage', reason: 'the format lacks an id' },
      { stack: 'Shop', logicalId: 'Api', reason: 'no place at all' },
    ]);
  });

  it('leaves other errors as they are', () => {
    const boom = new Error('boom');
    expect(() =>
      orTemplateError(api, () => {
        throw boom;
      }),
    ).toThrow(boom);
  });
});
