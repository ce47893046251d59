import type { FunctionHost, Model } from '../../model/index.ts';

/**
 * The next call of a function (of all, when no logical ID is given) starts cold.
 *
 * @throws Error for an unknown logical ID
 */
export async function makeCold(host: FunctionHost, model: Model, logicalId?: string): Promise<void> {
  await host.makeCold(logicalId === undefined ? undefined : arnOf(model, logicalId));
}

function arnOf({ functions }: Model, logicalId: string): string {
  const found = functions.find((fn) => fn.logicalId === logicalId);
  if (found !== undefined) return found.arn;
  const known = functions.map((fn) => fn.logicalId).join(', ');
  throw new Error(`No function has the logical ID ${logicalId}. There are: ${known}.`);
}
