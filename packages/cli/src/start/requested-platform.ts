import { resolve } from 'node:path';
import type { PlatformOptions } from '@scopegate/local';
import type { Host, PlatformModule } from '../host/host.ts';
import { functionLine, requestLine, traceJsonLine } from '../run/log-lines.ts';
import { CliError, messageOf } from '../shell/cli-error.ts';
import { readDomains } from './domain-option.ts';
import { readEnvFile } from './env-option.ts';
import { readIdentities } from './identity-option.ts';
import { readIssuerKeys } from './issuer-option.ts';
import { readPolicies } from './policy-option.ts';
import { defaultInspectPort, type Pair, type StartOptions } from './start-options.ts';

/** What of a platform's options the command line decides, whatever is started. */
export type RequestedPlatform = Omit<PlatformOptions, 'assembly' | 'stack' | 'stage' | 'port' | 'stateDirectory'>;

/**
 * The options of the platform, with the files that they name read.
 *
 * Not checked: what only the template can tell, such as names of parameters; the platform refuses those.
 *
 * @throws {CliError} for a file that cannot be used
 */
export async function requestedPlatform(
  host: Host,
  options: StartOptions,
  module: Pick<PlatformModule, 'gatewaySettingsFromText'>,
): Promise<RequestedPlatform> {
  const { cwd } = host;
  const { api, parameter, skipRoute, region, account, concurrency, environments, inspect } = options;
  return {
    ...logging(host, options.log),
    fresh: options.fresh ?? false,
    ...(options.env === undefined ? {} : readEnvFile(resolve(cwd, options.env))),
    ...given({
      api,
      parameters: parameter && Object.fromEntries(parameter),
      skipRoutes: skipRoute,
      region,
      accountId: account,
      concurrency,
      environments,
      inspectPort: inspect === true ? defaultInspectPort : inspect,
      allowHosts: options.allowHost,
      allowedHttpHosts: options.allowHttpHost,
      issuerKeys: options.issuer && readIssuerKeys(options.issuer, cwd),
      domains: options.domain && readDomains(options.domain, cwd),
      policies: options.policy && readPolicies(options.policy, cwd),
      gatewaySettings: options.setting && readSettings(options.setting, module),
    }),
    ...(await identitiesOf(host, options)),
  };
}

type Given<Values> = { readonly [Name in keyof Values]?: Exclude<Values[Name], undefined> };

/** Without what is not said: an option that is there and undefined would hide a default. */
const given = <Values extends object>(values: Values): Given<Values> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Given<Values>;

function readSettings(
  texts: readonly Pair[],
  { gatewaySettingsFromText }: Pick<PlatformModule, 'gatewaySettingsFromText'>,
): PlatformOptions['gatewaySettings'] {
  try {
    return gatewaySettingsFromText(texts);
  } catch (error) {
    throw new CliError({
      what: 'A setting of the gateway cannot be used',
      given: texts.map((pair) => pair.join('=')).join(' '),
      allowed: 'the settings of docs/conformance.md',
      remedy: messageOf(error).replace(/\.$/, ''),
    });
  }
}

async function identitiesOf(
  host: Host,
  { identities, identity = [] }: StartOptions,
): Promise<Pick<PlatformOptions, 'identities'>> {
  const read = identities === undefined ? [] : await readIdentities(identities, host);
  const all = [...read, ...identity];
  return all.length === 0 ? {} : { identities: all };
}

function logging({ stderr }: Host, log: StartOptions['log']): Pick<PlatformOptions, 'onLog' | 'onTrace'> {
  if (log === undefined) return {};
  if (log === 'json') return { onTrace: (trace) => stderr.write(traceJsonLine(trace)) };
  return {
    onLog: (functionName, line) => stderr.write(functionLine(functionName, line)),
    onTrace: (trace) => stderr.write(requestLine(trace)),
  };
}
