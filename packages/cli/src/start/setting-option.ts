import type { GatewaySettings } from '@scopegate/local';
import { InvalidArgumentError } from 'commander';
import { parsePair } from './pair-option.ts';

/** One named setting of the gateway with its new value. */
export type Setting = Partial<GatewaySettings>;

/** What a setting may be: one of some values, a text, a whole number from 0 on, or texts with commas between. */
type Kind<Value> =
  | readonly Value[]
  | (Value extends string ? 'text' : never)
  | (Value extends number ? 'number' : never)
  | (Value extends readonly string[] ? 'list' : never);

type Kinds = { readonly [Name in keyof Plain]: Kind<Plain[Name]> };
type Plain = Omit<GatewaySettings, 'jwtErrorDescriptions'>;
type Description = keyof GatewaySettings['jwtErrorDescriptions'];

const kinds: Kinds = {
  throttlePosition: ['after-authorizer', 'before-authorizer'],
  tooManyRequestsMessage: 'text',
  headersTooLargeStatus: [431, 414],
  headersTooLargeMessage: 'text',
  routeArnTooLongMessage: 'text',
  integrationTimeoutStatus: [503, 504],
  integrationUnreachableStatus: [503, 500],
  proxyVia: 'text',
  jwtAlgorithms: 'list',
  jwtClockSkewSeconds: 'number',
  jwtWithoutExpiry: ['refused', 'accepted'],
  jwtUnknownKid: ['refetched', 'denied'],
  jwtKeysUnavailableStatus: [500, 401],
  insufficientScopeChallenge: ['omitted', 'sent'],
  unsignedPayload: ['refused', 'accepted'],
  unmappedDomainStatus: [403, 404],
  authorizersPerApi: 'number',
  authorizerTimeoutMillis: 'number',
  absentAuthorizerContext: ['null', 'omitted'],
  absentIdentitySource: ['omitted', 'null'],
  authorizerCacheKeyedByStage: [true, false],
  authorizerCacheEntries: 'number',
  jsonSuffixIsText: [false, true],
  decodedQuestionMark: ['ends-path', 'kept'],
  parameterMatchesEmptySegment: [true, false],
  routePrecedence: ['path-first', 'method-first'],
  wildcardOriginAnswer: ['literal', 'echo'],
  corsListSeparator: 'text',
  forwardedPort: 'text',
  forwardedProto: 'text',
  accountRateLimit: 'number',
  accountBurstLimit: 'number',
  closeGraceMillis: 'number',
};

const descriptions: Readonly<Record<Description, true>> = {
  malformed: true,
  algorithm: true,
  'unknown-key': true,
  signature: true,
  expired: true,
  'not-yet-valid': true,
  'issued-later': true,
  'keys-unavailable': true,
  scope: true,
};

const described = 'jwtErrorDescriptions';

/** Every name that `--setting` takes. */
export const settingNames: readonly string[] = [
  ...Object.keys(kinds),
  ...Object.keys(descriptions).map((name) => `${described}.${name}`),
].sort();

/** Reads `name=value`, by the kind of the setting. */
export function parseSetting(text: string): Setting {
  const [name, value] = parsePair(text);
  if (Object.hasOwn(kinds, name)) return { [name]: readValue(name, kinds[name as keyof Kinds], value) };
  const member = name.startsWith(`${described}.`) ? name.slice(described.length + 1) : '';
  if (Object.hasOwn(descriptions, member)) return { [described]: { [member]: value } } as unknown as Setting;
  throw new InvalidArgumentError(`There is no setting "${name}". Allowed: ${settingNames.join(', ')}.`);
}

function readValue(name: string, kind: Kinds[keyof Kinds], text: string): unknown {
  if (kind === 'text') return text;
  if (kind === 'list') return text.split(',').map((part) => part.trim());
  if (kind === 'number') {
    if (/^\d{1,9}$/.test(text)) return Number(text);
    throw new InvalidArgumentError(`${name} is a whole number from 0 on.`);
  }
  const choices: readonly unknown[] = kind;
  const choice = choices.find((one) => String(one) === text);
  if (choice !== undefined) return choice;
  throw new InvalidArgumentError(`${name} is one of: ${choices.join(', ')}.`);
}

/**
 * All settings of a command line in one; a later one of a name wins.
 *
 * @param defaults what a setting of several members starts from
 */
export function mergeSettings(settings: readonly Setting[], defaults: GatewaySettings): Setting {
  const merged: Setting = Object.assign({}, ...settings);
  const texts = settings.flatMap(({ jwtErrorDescriptions }) => jwtErrorDescriptions ?? []);
  if (texts.length === 0) return merged;
  return { ...merged, jwtErrorDescriptions: Object.assign({}, defaults.jwtErrorDescriptions, ...texts) };
}
