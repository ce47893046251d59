import { describe, expect, it } from '@jest/globals';
import {
  type AuditRecord,
  apiIdOf,
  countUnchecked,
  formatAuditLine,
  scopesRequired,
  toMilliseconds,
} from '../../../src/audit/index.ts';
import { allOf, anyOf, authenticated, iam, open, scopes } from '../../../src/index.ts';

const now = 1_767_225_600_123;
const record: AuditRecord = {
  service: 'scopegate-guard',
  decision: 'allow',
  reason: 'allowed',
  durationMs: 1.235,
  apiId: 'api1234567',
  function_request_id: 'request-1',
  subject: undefined,
  status: 200,
};
const line = (changed: Partial<AuditRecord> = {}) =>
  JSON.parse(formatAuditLine({ ...record, ...changed }, now, changed.revocation && countUnchecked));

describe('an audit line', () => {
  it('is one line of JSON in the field names of Powertools, without what is not known', () => {
    expect(formatAuditLine(record, now)).not.toContain('\n');
    expect(line()).toEqual({
      level: 'INFO',
      message: 'authorization decision',
      timestamp: '2026-01-01T00:00:00.123Z',
      service: 'scopegate-guard',
      function_request_id: 'request-1',
      decision: 'allow',
      reason: 'allowed',
      apiId: 'api1234567',
      durationMs: 1.235,
      status: 200,
      Decisions: 1,
      _aws: {
        Timestamp: now,
        CloudWatchMetrics: [
          {
            Namespace: 'Scopegate',
            Dimensions: [['apiId', 'service', 'reason']],
            Metrics: [{ Name: 'Decisions', Unit: 'Count' }],
          },
        ],
      },
    });
  });

  it.each<{ name: string; changed: Partial<AuditRecord>; level: string }>([
    { name: 'a deny', changed: { decision: 'deny', reason: 'token_expired' }, level: 'INFO' },
    { name: 'a fault', changed: { decision: 'none', reason: 'keys_unavailable' }, level: 'ERROR' },
    { name: 'an allow that was not checked for revocation', changed: { revocation: 'unchecked' }, level: 'WARN' },
  ])('$name is $level', ({ changed, level }) => {
    expect(line(changed)).toMatchObject({ level, Decisions: 1 });
  });

  it('counts what was allowed unchecked', () => {
    const { RevocationUnchecked, _aws } = line({ revocation: 'unchecked' });
    expect(RevocationUnchecked).toBe(1);
    expect(_aws.CloudWatchMetrics[0].Metrics.map(({ Name }: { Name: string }) => Name)).toEqual([
      'Decisions',
      'RevocationUnchecked',
    ]);
  });

  it('is valid in the embedded metric format: every dimension a text, every metric a number, in the root', () => {
    for (const written of [line(), line({ revocation: 'unchecked' })]) {
      const [{ Dimensions, Metrics }] = written._aws.CloudWatchMetrics;
      for (const dimension of Dimensions.flat()) expect(written[dimension]).toEqual(expect.stringMatching(/./));
      for (const { Name } of Metrics) expect(written[Name]).toEqual(expect.any(Number));
    }
  });
});

it.each([
  { rule: open(), text: 'open' },
  { rule: authenticated(), text: 'authenticated' },
  { rule: iam(), text: 'iam' },
  { rule: scopes('a', 'b'), text: 'a b' },
  { rule: anyOf(allOf('a', 'b'), allOf('c')), text: 'a b | c' },
])('$text is a rule as text', ({ rule, text }) => {
  expect(scopesRequired(rule)).toBe(text);
});

it.each([
  { event: { requestContext: { apiId: 'a1' } }, id: 'a1' },
  { event: { requestContext: { apiId: '' } }, id: 'none' },
  { event: { requestContext: { apiId: 7 } }, id: 'none' },
  { event: { requestContext: null }, id: 'none' },
  { event: undefined, id: 'none' },
])('the API of $event is $id', ({ event, id }) => {
  expect(apiIdOf(event)).toBe(id);
});

it('takes time to the microsecond', () => {
  expect([1.23456, 0.0004, 2].map(toMilliseconds)).toEqual([1.235, 0, 2]);
});
