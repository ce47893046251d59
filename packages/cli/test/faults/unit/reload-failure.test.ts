import { describe, expect, it } from '@jest/globals';
import { type Fault, TemplateError } from '@scopegate/local';
import { reloadFailure } from '../../../src/faults/reload-failure.ts';

const fault: Fault = {
  rule: 'parameter-without-value',
  where: { stack: 'shop', logicalId: 'Api', type: 'AWS::ApiGatewayV2::Api', path: 'Properties.Name' },
  what: 'Parameter Stage has no value: it has no Default',
  remedy: 'Give it a Default.',
  option: { name: 'parameters', entry: 'Stage' },
};

describe('reloadFailure', () => {
  it('shows the faults of a template with the flags of the command line', () => {
    expect(reloadFailure(new TemplateError([fault]))).toBe(
      [
        'NOT reloaded, the last good version serves on: it cannot be run as AWS would run it: 1 fault.',
        '',
        '  shop/Api (AWS::ApiGatewayV2::Api)  Properties.Name',
        '    Parameter Stage has no value: it has no Default.',
        '    What to do: Give it a Default.',
        '    Or with --parameter Stage=VALUE',
      ].join('\n'),
    );
  });

  it('shows the message of any other error', () => {
    expect(reloadFailure(new Error('boom'))).toBe('NOT reloaded, the last good version serves on: boom');
  });
});
