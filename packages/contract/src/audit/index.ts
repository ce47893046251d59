export { apiIdOf } from './api-id.ts';
export { type AuditReason, type AuditRecord, countUnchecked, formatAuditLine } from './audit-line.ts';
export { metricNamespace } from './metrics.ts';
export { toMilliseconds } from './milliseconds.ts';
export { scopesRequired } from './scopes-required.ts';
