import { join } from 'node:path';
import { timeZoneFaults } from '../functions/index.ts';
import { settingFaults } from '../gateway/index.ts';
import { type Model, TemplateError } from '../model/index.ts';
import { loadModel, unpackCode } from '../template/index.ts';
import { awsEndpointFaults } from './faults/aws-endpoint-faults.ts';
import { domainFaults } from './faults/domain-faults.ts';
import { identityFaults } from './faults/identity-faults.ts';
import { servedFunctionFaults } from './faults/served-function-faults.ts';
import type { PlatformOptions } from './platform-options.ts';
import { reachOf } from './reach.ts';

/** @throws {TemplateError} with everything that keeps the assembly from running as on AWS */
export async function readModel(options: PlatformOptions): Promise<Model> {
  const model = await unpackCode(
    loadModel({ ...options, reach: reachOf(options) }),
    join(options.stateDirectory, 'code'),
  );
  const faults = [
    ...servedFunctionFaults(model),
    ...timeZoneFaults(model.functions),
    ...domainFaults(model, options.domains ?? {}),
    ...identityFaults(options.identities ?? []),
    ...awsEndpointFaults(options),
    ...settingFaults({ ...options.gatewaySettings }),
  ];
  if (faults.length > 0) throw new TemplateError(faults);
  return model;
}
