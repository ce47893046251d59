import { resolve } from 'node:path';
import type { PlatformOptions } from '@scopegate/local';
import type { Host, PlatformModule } from '../host/host.ts';
import { failureLines } from '../run/failure-lines.ts';
import { functionLine, requestLine, traceJsonLine } from '../run/log-lines.ts';
import { CliError } from '../shell/cli-error.ts';
import { messageOf } from '../shell/error-message.ts';
import { invocation } from '../shell/invocation.ts';
import { readDomains } from './domain-option.ts';
import { readEnvFile } from './env-option.ts';
import { readIdentities } from './identities-option.ts';
import { readIssuerKeys } from './issuer-option.ts';
import type { NameValue } from './name-value.ts';
import { readPolicies } from './policy-option.ts';
import { defaultInspectPort, type StartOptions } from './start-options.ts';
import { pathsByName, valuesByName } from './values-by-name.ts';

/** The options of a platform that follow from the command line, for a template and for the project. */
export type RequestedPlatform = Omit<PlatformOptions, 'assembly' | 'stack' | 'stage' | 'port' | 'stateDirectory'>;

/**
 * The options of the platform. The files that they name are read.
 *
 * Not checked: what depends on the template, such as names of parameters; the platform checks it.
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
    onFailure: (trace) => host.stderr.write(failureLines(trace, invocation('trace', host))),
    fresh: options.fresh ?? false,
    // The command does nothing else.
    takesTimeZone: true,
    ...(options.env === undefined ? {} : readEnvFile(resolve(cwd, options.env))),
    ...definedOnly({
      api,
      parameters: parameter && valuesByName('--parameter', parameter),
      code: options.code && pathsByName('--code', options.code, cwd),
      layers: options.layer && pathsByName('--layer', options.layer, cwd),
      skipRoutes: skipRoute,
      region,
      accountId: account,
      concurrency,
      environments,
      inspectPort: inspect === true ? defaultInspectPort : inspect,
      awsEndpoint: options.awsEndpoint,
      allowHosts: options.allowHost,
      allowedHttpHosts: options.allowHttpHost,
      issuerKeys: options.issuer && readIssuerKeys(options.issuer, cwd),
      issuers: options.issuer?.map(({ issuer }) => issuer),
      jwksPaths: options.jwksPath && Object.fromEntries(options.jwksPath),
      domains: options.domain && readDomains(options.domain, cwd),
      policies: options.policy && readPolicies(options.policy, cwd),
      gatewaySettings: options.setting && readSettings(options.setting, module),
    }),
    ...(await identitiesOf(host, options)),
  };
}

type DefinedOnly<Values> = { readonly [Name in keyof Values]?: Exclude<Values[Name], undefined> };

/** The members that are not `undefined`. The platform applies its default only where a member is absent. */
const definedOnly = <Values extends object>(values: Values): DefinedOnly<Values> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as DefinedOnly<Values>;

function readSettings(
  settings: readonly NameValue[],
  { gatewaySettingsFromText }: Pick<PlatformModule, 'gatewaySettingsFromText'>,
): PlatformOptions['gatewaySettings'] {
  try {
    valuesByName('--setting', settings);
    return gatewaySettingsFromText(settings);
  } catch (error) {
    if (error instanceof CliError) throw error;
    throw new CliError({
      what: 'A setting of the gateway cannot be used',
      given: settings.map((setting) => setting.join('=')).join(' '),
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
