import { beforeAll, expect, it } from '@jest/globals';
import { type ReasonCode, reasons } from '@scopegate/contract/decision';
import type { Template } from 'aws-cdk-lib/assertions';
import { fakeTemplate } from '../support/assembly.ts';

let dev: Template;
beforeAll(async () => {
  dev = await fakeTemplate();
});

it('alarms watch faults, not denials', () => {
  const alarms = Object.values(dev.findResources('AWS::CloudWatch::Alarm')).map((alarm) => alarm['Properties']);
  expect(alarms.map(({ Namespace, MetricName }) => `${Namespace} ${MetricName}`).sort()).toEqual([
    'AWS/ApiGateway 5xx',
    'AWS/Lambda Errors',
    'AWS/Lambda Throttles',
    ...Array(11).fill('Scopegate Decisions'),
  ]);
});

it('alarms on reason codes are on faults of ours, of this API and of a service that writes them', () => {
  const alarms = Object.values(dev.findResources('AWS::CloudWatch::Alarm', { Properties: { Namespace: 'Scopegate' } }));
  const dimensions = alarms.map(
    (alarm): Record<string, unknown> =>
      Object.fromEntries(
        alarm['Properties'].Dimensions.map(({ Name, Value }: { Name: string; Value: unknown }) => [Name, Value]),
      ),
  );
  for (const { apiId, service, reason } of dimensions) {
    expect(apiId).toEqual({ Ref: expect.stringMatching(/^ApiHttpApi/) });
    expect(['scopegate-authorizer', 'scopegate-guard']).toContain(service);
    if (reason === 'internal' || reason === 'route_unknown') continue;
    expect(reasons[reason as ReasonCode]).toMatchObject({ kind: 'fault' });
  }
  const faults = Object.entries(reasons).filter(([, { kind }]) => kind === 'fault');
  expect(dimensions.map(({ reason }) => reason)).toEqual(expect.arrayContaining(faults.map(([code]) => code)));
});
