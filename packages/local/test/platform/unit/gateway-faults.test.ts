import { describe, expect, it } from '@jest/globals';
import { GatewayConfigurationError } from '../../../src/gateway/index.ts';
import { type Api, type Fault, TemplateError } from '../../../src/model/index.ts';
import { orTemplateError } from '../../../src/platform/faults/gateway-faults.ts';

const api = { stack: 'Shop', logicalId: 'Api' } as Api;
const fault: Fault = {
  rule: 'access-log-format',
  where: { stack: 'Shop', logicalId: 'Stage', path: 'Properties' },
  what: 'The format lacks an id',
  remedy: 'Add one.',
};

describe('orTemplateError', () => {
  it('hands on the faults of a gateway as they are', () => {
    const refuse = (): never => {
      throw new GatewayConfigurationError(api, [fault]);
    };
    const error = (() => {
      try {
        return orTemplateError(refuse);
      } catch (thrown) {
        return thrown;
      }
    })();
    expect(error).toBeInstanceOf(TemplateError);
    expect((error as TemplateError).faults).toEqual([fault]);
  });

  it('leaves other errors as they are', () => {
    const boom = new Error('boom');
    expect(() =>
      orTemplateError(() => {
        throw boom;
      }),
    ).toThrow(boom);
  });
});
