export { apiIdOf } from './api-id.ts';
export { type AuditReason, type AuditRecord, formatAuditLine } from './audit-line.ts';
export { type CountLine, countDecision, countUnchecked, metricNamespace } from './metrics.ts';
export { toMilliseconds } from './milliseconds.ts';
export { scopesRequired } from './scopes-required.ts';
