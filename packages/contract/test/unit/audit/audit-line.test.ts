import { describe, expect, it } from '@jest/globals';
import { type AuditRecord, countUnchecked, formatAuditLine } from '../../../src/audit/index.ts';

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
    expect(line({ revocation: 'unchecked' })).toMatchObject({ Decisions: 1, RevocationUnchecked: 1 });
  });

  it('is valid in the embedded metric format: every dimension a text, every metric a number, in the root', () => {
    for (const written of [line(), line({ revocation: 'unchecked' })]) {
      const [{ Dimensions, Metrics }] = written._aws.CloudWatchMetrics;
      for (const dimension of Dimensions.flat()) expect(written[dimension]).toEqual(expect.stringMatching(/./));
      for (const { Name } of Metrics) expect(written[Name]).toEqual(expect.any(Number));
    }
  });
});
