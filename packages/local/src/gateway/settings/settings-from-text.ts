import { findingText } from '../../model/index.ts';
import { type Settings, settingFaults, settingRules } from '../settings.ts';

/** A setting as text: its name, or `name.member` for one member of several, and the value. */
export type SettingText = readonly [name: string, text: string];

/**
 * Reads settings that are given as text: choices and numbers as written, lists separated by commas. The last value of a
 * name wins.
 *
 * @throws {RangeError} with every unknown name and every value that is not allowed
 */
export function settingsFromText(texts: readonly SettingText[]): Partial<Settings> {
  const values: Record<string, unknown> = {};
  for (const [name, text] of texts) {
    const [owner = '', member] = memberOf(name);
    values[owner] =
      member === undefined ? readValue(owner, text) : withMember(values[owner], owner, { [member]: text });
  }
  const faults = settingFaults(values);
  if (faults.length > 0) throw new RangeError(faults.map(findingText).join('\n'));
  return values as Partial<Settings>;
}

/** Splits `name.member`. A name with a dot that names no member stays whole, to be refused as unknown. */
function memberOf(name: string): readonly string[] {
  const [owner = '', member = ''] = name.split('.', 2);
  const initial = ruleOf(owner)?.initial;
  const isMember = typeof initial === 'object' && initial !== null && Object.hasOwn(initial, member);
  return isMember && !Array.isArray(initial) && name === `${owner}.${member}` ? [owner, member] : [name];
}

const withMember = (earlier: unknown, owner: string, member: object): object => ({
  ...(ruleOf(owner)?.initial as object),
  ...(earlier as object | undefined),
  ...member,
});

const ruleOf = (name: string) => (Object.hasOwn(settingRules, name) ? settingRules[name] : undefined);

/** The value of a text; the text itself if no reading is allowed, to be refused. */
function readValue(name: string, text: string): unknown {
  const rule = ruleOf(name);
  const readings = [text, asNumber(text), text === 'true', text.split(',').map((part) => part.trim())];
  return readings.find((reading) => rule?.accepts(reading) && (reading !== false || text === 'false')) ?? text;
}

const asNumber = (text: string): number | undefined => (/^\d+(\.\d+)?$/.test(text) ? Number(text) : undefined);
