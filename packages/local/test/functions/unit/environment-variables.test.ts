import { describe, expect, it } from '@jest/globals';
import { environmentVariables } from '../../../src/functions/environment-variables.ts';
import { declare } from '../e2e/support.ts';

describe('environmentVariables', () => {
  const input = {
    region: 'eu-west-1',
    credentials: { accessKeyId: 'a', secretAccessKey: 'b', sessionToken: 'c' },
    layers: [],
    taskRoot: '/asset',
    logStreamName: 'stream',
  };

  it('lets the template change what is not reserved, and endpoints win over the template', () => {
    const fn = declare({ environment: { PATH: '/mine', AWS_ENDPOINT_URL: 'template' } });
    expect(environmentVariables({ ...input, fn, endpoints: { AWS_ENDPOINT_URL: 'local' } })).toMatchObject({
      PATH: '/mine',
      AWS_ENDPOINT_URL: 'local',
      AWS_REGION: 'eu-west-1',
      LAMBDA_TASK_ROOT: '/asset',
    });
  });

  it('has a log level in JSON format only', () => {
    expect(environmentVariables({ ...input, fn: declare({}), endpoints: {} })).not.toHaveProperty(
      'AWS_LAMBDA_LOG_LEVEL',
    );
    expect(environmentVariables({ ...input, fn: declare({ logFormat: 'JSON' }), endpoints: {} })).toMatchObject({
      AWS_LAMBDA_LOG_FORMAT: 'JSON',
      AWS_LAMBDA_LOG_LEVEL: 'INFO',
    });
  });
});
