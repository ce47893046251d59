import type { Principal } from '@scopegate/contract/decision';
import { HttpProblem } from '@scopegate/handler';

/**
 * The tenant a caller acts for, as the authorizer's configuration has it. Checked again, because it becomes part of a key.
 *
 * @throws {HttpProblem} 403 for a caller without one
 */
export function tenantOf({ tenant }: Principal): string {
  if (tenant !== undefined && /^[a-z0-9-]{1,64}$/.test(tenant)) return tenant;
  throw new HttpProblem(403, 'The client belongs to no tenant', { code: 'tenant_missing' });
}
