import { GatewayConfigurationError } from '../../gateway/index.ts';
import { type Api, type Fault, TemplateError } from '../../model/index.ts';

/**
 * Runs what makes an API's gateway.
 *
 * @throws {TemplateError} for what the gateway refuses, with each fault at its place
 */
export function orTemplateError<Made>(api: Api, make: () => Made): Made {
  try {
    return make();
  } catch (error) {
    if (error instanceof GatewayConfigurationError) throw new TemplateError(error.faults.map((f) => toFault(f, api)));
    throw error;
  }
}

// Each is `<stack>/<logical ID>: <sentence>`.
function toFault(text: string, { stack, logicalId }: Api): Fault {
  const [, owner = logicalId, reason = text] = /^([^:\s]*): (.*)$/s.exec(text) ?? [];
  const id = owner.startsWith(`${stack}/`) ? owner.slice(stack.length + 1) : owner;
  return { stack, logicalId: id, path: 'Properties', reason, remedy: 'Change it in the stack, or skip its routes.' };
}
