import { GatewayConfigurationError } from '../../gateway/index.ts';
import { TemplateError } from '../../model/index.ts';

/**
 * Runs what makes a gateway.
 *
 * @throws {TemplateError} for what the gateway refuses
 */
export function orTemplateError<Made>(make: () => Made): Made {
  try {
    return make();
  } catch (error) {
    if (error instanceof GatewayConfigurationError) throw new TemplateError(error.faults);
    throw error;
  }
}
