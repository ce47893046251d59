// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the texts of Fn::Sub

import { afterAll, describe, expect, it } from '@jest/globals';
import { removeAssemblies } from '../support/assembly-on-disk.ts';
import { expectRefusal, type Refusal, set, unset } from '../support/refusal.ts';

afterAll(removeAssemblies);

describe('loadModel refuses an integration', () => {
  it.each<Refusal>([
    {
      name: 'HTTP integration without a method',
      change: set('Integration', {
        IntegrationType: 'HTTP_PROXY',
        IntegrationUri: 'https://a.example',
        PayloadFormatVersion: '1.0',
      }),
      at: 'Integration',
      path: 'Properties.IntegrationMethod',
      fault: { rule: 'required-property', what: 'IntegrationMethod is required' },
    },
    {
      name: 'integration with the credentials of the caller',
      change: set('Integration', { CredentialsArn: 'arn:aws:iam::*:user/*' }),
      at: 'Integration',
      path: 'Properties.CredentialsArn',
      fault: {
        rule: 'credentials-role',
        what: 'CredentialsArn is not the ARN of a role',
      },
    },
    {
      name: 'service integration, whatever else it sets',
      change: set('Integration', { IntegrationSubtype: 'SQS-SendMessage', IntegrationUri: { Ref: 'AWS::NoValue' } }),
      at: 'Integration',
      path: 'Properties.IntegrationSubtype',
      fault: { rule: 'service-integration', what: 'AWS service integrations are not run by the local platform' },
    },
    {
      name: 'private integration',
      change: set('Integration', { ConnectionId: 'v' }),
      at: 'Integration',
      path: 'Properties.ConnectionId',
      fault: { rule: 'private-integration', what: 'Private integrations are not run by the local platform' },
    },
    {
      name: 'TLS settings',
      change: set('Integration', { TlsConfig: {} }),
      at: 'Integration',
      path: 'Properties.TlsConfig',
      fault: { rule: 'private-integration', what: 'Private integrations are not run by the local platform' },
    },
    {
      name: 'integration payload 3.0',
      change: set('Integration', { PayloadFormatVersion: '3.0' }),
      at: 'Integration',
      path: 'Properties.PayloadFormatVersion',
      fault: { rule: 'payload-format-version', what: 'Unsupported PayloadFormatVersion: 3.0', allowed: '"2.0", "1.0"' },
    },
    {
      name: 'no integration payload',
      change: unset('Integration', 'PayloadFormatVersion'),
      at: 'Integration',
      path: 'Properties.PayloadFormatVersion',
      fault: {
        rule: 'payload-format-missing',
        what: 'PayloadFormatVersion is a required parameter for AWS_PROXY integrations',
        allowed: '"2.0", "1.0"',
      },
    },
    {
      name: 'integration timeout',
      change: set('Integration', { TimeoutInMillis: 30_001 }),
      at: 'Integration',
      path: 'Properties.TimeoutInMillis',
      fault: {
        rule: 'integration-timeout-range',
        what: 'Timeout should be between 50 ms and 30000 ms',
        given: '30001',
      },
    },
    {
      name: 'integration of no function',
      change: set('Integration', { IntegrationUri: 'arn:aws:lambda:us-east-1:123456789012:function:other' }),
      at: 'Integration',
      path: 'Properties.IntegrationUri',
      fault: {
        rule: 'uri-without-function',
        what: '"arn:aws:lambda:us-east-1:123456789012:function:other" names no function of the assembly',
      },
    },
    {
      name: 'integration with an alias',
      change: set('Integration', { IntegrationUri: { 'Fn::Sub': '${Handler.Arn}:live' } }),
      at: 'Integration',
      path: 'Properties.IntegrationUri',
      fault: { rule: 'uri-without-function', what: expect.stringContaining('names no function of the assembly') },
    },
  ])('$name', expectRefusal);
});
