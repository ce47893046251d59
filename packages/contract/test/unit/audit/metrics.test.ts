import { expect, it } from '@jest/globals';
import { countDecision, countUnchecked } from '../../../src/audit/index.ts';

it.each([
  { name: 'a decision', count: countDecision, metrics: { Decisions: 1 } },
  {
    name: 'what was allowed unchecked',
    count: countUnchecked,
    metrics: { Decisions: 1, RevocationUnchecked: 1 },
  },
])('counts $name', ({ count, metrics }) => {
  const { _aws, ...counted } = JSON.parse(`{${count(7)}}`);
  expect(counted).toEqual(metrics);
  expect(_aws.Timestamp).toBe(7);
  const names = _aws.CloudWatchMetrics[0].Metrics.map(({ Name }: { Name: string }) => Name);
  expect(names).toEqual(Object.keys(metrics));
});
