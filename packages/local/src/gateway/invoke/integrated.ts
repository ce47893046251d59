import type { IntegrationTrace } from '../observe/request-trace.ts';
import type { GatewayResponse } from '../respond/gateway-response.ts';
import type { Refusal } from '../respond/refusal.ts';

/** How the integration went. */
export interface Integrated {
  readonly answer: GatewayResponse | Refusal;
  readonly trace: IntegrationTrace;
  /** Lambda's request id, or that an HTTP target names; absent without an answer in time. */
  readonly functionRequestId?: string;
  /** The second id that AWS's services name in `x-amz-id-2`. */
  readonly secondRequestId?: string;
  /** What the integrated service answered: Lambda's 200 also when the function failed. */
  readonly serviceStatus?: number;
}
