import type { RequestTrace } from '@scopegate/local';
import { isRecord } from '../shell/json.ts';

/** Whose answer the caller got. */
export type Answerer = 'gateway' | 'authorizer' | 'guard' | 'validation' | 'handler';

/**
 * Reads it from what the request went through and from the audit line of a handler made by `handle()`. Without such a line
 * what a function answers is its handler's.
 */
export function answeredBy({ authorizer, integration, error }: RequestTrace): Answerer {
  if (integration === undefined)
    return authorizer !== undefined && authorizer.outcome !== 'allow' ? 'authorizer' : 'gateway';
  if (error !== undefined) return 'gateway';
  const audit = integration.logs.map(auditOf).findLast((found) => found !== undefined);
  if (audit === undefined) return 'handler';
  if (audit['decision'] !== 'allow') return 'guard';
  return audit['answeredBy'] === 'validation' ? 'validation' : 'handler';
}

function auditOf(line: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const found: unknown = JSON.parse(line);
    return isRecord(found) && found['service'] === 'scopegate-guard' ? found : undefined;
  } catch {
    return undefined;
  }
}
