import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { Match, type Template } from 'aws-cdk-lib/assertions';
import { clients } from '../../lib/clients.ts';
import { fakeAssembly, fakeTemplate } from '../support/assembly.ts';

let dev: Template;
let prod: Template;
beforeAll(async () => {
  dev = await fakeTemplate();
  prod = await fakeTemplate({ stage: 'prod' });
});

it('names no account and no Region, and looks nothing up', async () => {
  const manifest = JSON.parse(readFileSync(join(await fakeAssembly(), 'manifest.json'), 'utf8'));
  expect(manifest.artifacts['orders-dev'].environment).toBe('aws://unknown-account/unknown-region');
  expect(manifest.missing ?? []).toEqual([]);
});

it('puts out the API, the pool, the token endpoint and every client; no secret', () => {
  expect(Object.keys(dev.findOutputs('*')).sort()).toEqual(
    [
      'ApiUrl',
      'UserPoolId',
      'TokenEndpoint',
      'RevocationTable',
      ...clients.map(({ name }) => `ClientId${name[0]?.toUpperCase()}${name.slice(1)}`),
    ].sort(),
  );
  expect(JSON.stringify(dev.toJSON())).not.toContain('ClientSecret');
});

describe('stages', () => {
  it('keep data in prod, and nothing in dev', () => {
    for (const type of ['AWS::DynamoDB::Table', 'AWS::Cognito::UserPool', 'AWS::Logs::LogGroup']) {
      dev.allResources(type, { DeletionPolicy: 'Delete' });
      prod.allResources(type, { DeletionPolicy: 'Retain' });
    }
    prod.hasResourceProperties('AWS::DynamoDB::Table', { DeletionProtectionEnabled: true });
    prod.hasResourceProperties('AWS::Cognito::UserPool', { DeletionProtection: 'ACTIVE' });
  });

  it('trace in dev only', () => {
    expect(JSON.stringify(dev.toJSON())).toContain('SCOPEGATE_TRACE');
    expect(JSON.stringify(prod.toJSON())).not.toContain('SCOPEGATE_TRACE');
  });

  it('throttle the whole API in prod, and the purge everywhere', () => {
    dev.hasResourceProperties('AWS::ApiGatewayV2::Stage', {
      DefaultRouteSettings: Match.absent(),
      RouteSettings: { 'POST /maintenance/purge': { ThrottlingRateLimit: 5, ThrottlingBurstLimit: 10 } },
    });
    prod.hasResourceProperties('AWS::ApiGatewayV2::Stage', {
      DefaultRouteSettings: { ThrottlingRateLimit: 1000, ThrottlingBurstLimit: 2000 },
      RouteSettings: { 'POST /maintenance/purge': { ThrottlingRateLimit: 1, ThrottlingBurstLimit: 2 } },
    });
  });
});
