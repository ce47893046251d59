import { describe, expect, it } from '@jest/globals';
import { awsEndpointFaults } from '../../../src/platform/faults/aws-endpoint-faults.ts';

describe('awsEndpointFaults', () => {
  it.each([
    { name: 'none', options: {} },
    { name: 'loopback', options: { awsEndpoint: 'http://127.0.0.1:4566' } },
    { name: 'a host that is allowed', options: { awsEndpoint: 'https://moto.example', allowHosts: ['moto.example'] } },
  ])('accepts $name', ({ options }) => {
    expect(awsEndpointFaults(options)).toEqual([]);
  });

  it.each([
    { name: 'a host that is not allowed', awsEndpoint: 'https://moto.example', rule: 'aws-endpoint-host' },
    { name: 'AWS itself', awsEndpoint: 'https://sqs.us-east-1.amazonaws.com', rule: 'aws-endpoint-host' },
    { name: 'credentials', awsEndpoint: 'http://u:p@127.0.0.1', rule: 'aws-endpoint-url' },
    { name: 'no URL', awsEndpoint: '127.0.0.1:4566', rule: 'aws-endpoint-url' },
  ])('refuses $name', ({ awsEndpoint, rule }) => {
    expect(awsEndpointFaults({ awsEndpoint })).toMatchObject([{ rule, where: { option: { name: 'awsEndpoint' } } }]);
  });
});
