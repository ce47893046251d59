import type { IntegrationTrace } from '../observe/request-trace.ts';

/** The trace of an integration that was never called. */
export const notInvoked: IntegrationTrace = {
  invoked: false,
  cold: false,
  durationMs: 0,
  outcome: 'not-invoked',
  logs: [],
  steps: [],
};
