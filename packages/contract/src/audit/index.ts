export { apiIdOf } from './api-id.ts';
export { type AuditReason, type AuditRecord, formatAuditLine } from './audit-line.ts';
export { decisionMetrics, type MetricDirective, metricNamespace } from './metrics.ts';
export { scopesRequired } from './scopes-required.ts';
