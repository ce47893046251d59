import { type Fault, findingText } from '../model/index.ts';
import { didYouMean, quote } from '../runtime/index.ts';
import { answerSettings } from './settings/answer-settings.ts';
import { authorizerSettings } from './settings/authorizer-settings.ts';
import { corsSettings } from './settings/cors-settings.ts';
import { eventSettings } from './settings/event-settings.ts';
import { jwtSettings } from './settings/jwt-settings.ts';
import { logSettings } from './settings/log-settings.ts';
import { routingSettings } from './settings/routing-settings.ts';
import type { Setting } from './settings/setting.ts';

type Values<T> = { readonly [K in keyof T]: T[K] extends Setting<infer V> ? V : never };

/**
 * Behaviour that AWS does not document and that was not measured reliably: one setting each, with the likeliest behaviour
 * as default. Each is explained where it is declared, by topic, in `settings/`; docs/conformance.md has its rule and sources.
 */
export interface Settings
  extends Values<typeof answerSettings>,
    Values<typeof eventSettings>,
    Values<typeof authorizerSettings>,
    Values<typeof jwtSettings>,
    Values<typeof routingSettings>,
    Values<typeof corsSettings>,
    Values<typeof logSettings> {}

/** Every setting by name: default and allowed values. */
export const settingRules: Readonly<Record<string, Setting<unknown>>> = {
  ...answerSettings,
  ...eventSettings,
  ...authorizerSettings,
  ...jwtSettings,
  ...routingSettings,
  ...corsSettings,
  ...logSettings,
};

/** The default of every setting: the likeliest behaviour. */
export const defaultSettings: Settings = Object.fromEntries(
  Object.entries(settingRules).map(([name, { initial }]) => [name, initial]),
) as unknown as Settings;

/** What is wrong with given settings: unknown names, values that are not allowed. */
export function settingFaults(overrides: Readonly<Record<string, unknown>>): Fault[] {
  return Object.entries(overrides).flatMap(([name, value]) => {
    const rule = Object.hasOwn(settingRules, name) ? settingRules[name] : undefined;
    const where = { option: { name: 'gatewaySettings', entry: name } } as const;
    if (!rule) {
      return [
        {
          rule: 'unknown-setting',
          where,
          what: `There is no setting ${quote(name)}`,
          allowed: Object.keys(settingRules).join(', '),
          remedy: `Correct the name.${didYouMean(name, Object.keys(settingRules))}`,
        },
      ];
    }
    if (value === undefined || rule.accepts(value)) return [];
    return [
      {
        rule: 'setting-value',
        where,
        what: `Setting ${name} cannot have this value`,
        given: quote(value),
        allowed: rule.allowed,
        remedy: 'Give it an allowed value.',
      },
    ];
  });
}

/**
 * The settings of a gateway: the given ones, and the likeliest behaviour for the rest.
 *
 * @throws {RangeError} with every unknown name and every value that is not allowed
 */
export function completeSettings(overrides: Partial<Settings> = {}): Settings {
  const faults = settingFaults({ ...overrides });
  if (faults.length > 0) throw new RangeError(faults.map(findingText).join('\n'));
  const given = Object.entries(overrides).filter(([, value]) => value !== undefined);
  return { ...defaultSettings, ...Object.fromEntries(given) };
}
