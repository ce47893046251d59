import type { Route } from '@scopegate/contract';
import { HttpProblem, type ProblemFault } from '../errors/http-problem.ts';
import type { ResponseCheck } from '../validation/response-check.ts';
import { assertStatus, type Output } from './to-result.ts';

/**
 * Compares a handler's answer with the contract, where answers are checked: in tests and on the local platform.
 *
 * @throws {HttpProblem} 500 that names route, status and JSON pointers
 */
export function assertContract(output: Output, route: Route, check: ResponseCheck): void {
  const [statusFault] = faultsOf('/status', () => {
    assertStatus(output, route);
    return undefined;
  });
  if (statusFault !== undefined)
    throw mismatch(route, output?.status, { faults: [statusFault], told: statusFault.detail });
  const faults = faultsOf('/body', () => check(Number(output.status), output.body));
  if (faults.length === 0) return;
  const told = faults.map(({ pointer, detail }) => `${pointer} ${detail}`).join(', ');
  throw mismatch(route, output.status, { faults, told: `${route.name} answered ${String(output.status)}: ${told}` });
}

/** What a check finds; what it throws is a fault of the place it looks at. */
function faultsOf(pointer: string, check: () => readonly ProblemFault[] | undefined): readonly ProblemFault[] {
  try {
    return check() ?? [];
  } catch (error) {
    return [{ pointer, detail: error instanceof Error ? error.message : String(error) }];
  }
}

interface Mismatch {
  readonly faults: readonly ProblemFault[];
  readonly told: string;
}

const mismatch = (route: Route, status: PropertyKey | undefined, { faults, told }: Mismatch): HttpProblem =>
  new HttpProblem(500, 'The answer does not match the contract', {
    code: 'answer_mismatch',
    detail: told,
    faults,
    members: { route: route.route, answered: Number(status) },
    cause: new Error(told),
  });
