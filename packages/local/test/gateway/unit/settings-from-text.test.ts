import { describe, expect, it } from '@jest/globals';
import { settingsFromText } from '../../../src/gateway/settings/settings-from-text.ts';
import { defaultSettings } from '../../../src/gateway/settings.ts';

const pair = (text: string): [string, string] => [text.slice(0, text.indexOf('=')), text.slice(text.indexOf('=') + 1)];

describe('settings as text', () => {
  it.each([
    { text: 'routePrecedence=method-first', setting: { routePrecedence: 'method-first' } },
    { text: 'headersTooLargeStatus=414', setting: { headersTooLargeStatus: 414 } },
    { text: 'jsonSuffixIsText=true', setting: { jsonSuffixIsText: true } },
    { text: 'parameterMatchesEmptySegment=false', setting: { parameterMatchesEmptySegment: false } },
    { text: 'jwtClockSkewSeconds=30', setting: { jwtClockSkewSeconds: 30 } },
    { text: 'jwtAlgorithms=RS256, RS512', setting: { jwtAlgorithms: ['RS256', 'RS512'] } },
    { text: 'corsListSeparator=, ', setting: { corsListSeparator: ', ' } },
  ])('reads $text', ({ text, setting }) => {
    expect(settingsFromText([pair(text)])).toEqual(setting);
  });

  // Given back as it was read, every default must be taken: no reading may be too narrow.
  it.each(Object.entries(defaultSettings).filter(([, value]) => Array.isArray(value) || typeof value !== 'object'))(
    'takes the default of %s',
    (name, value) => {
      expect(settingsFromText([[name, String(value)]])).toEqual({ [name]: value });
    },
  );

  it('merges: a later one wins, members one by one', () => {
    const given = [
      'routePrecedence=method-first',
      'jwtErrorDescriptions.scope=s',
      'jwtErrorDescriptions.expired=too=old',
      'routePrecedence=path-first',
    ];
    expect(settingsFromText(given.map(pair))).toEqual({
      routePrecedence: 'path-first',
      jwtErrorDescriptions: { ...defaultSettings.jwtErrorDescriptions, scope: 's', expired: 'too=old' },
    });
  });

  it.each([
    { text: 'nope=1', message: 'There is no setting "nope". Allowed: ' },
    { text: 'toString=1', message: 'There is no setting "toString"' },
    { text: 'routePrecedence.x=1', message: 'There is no setting "routePrecedence.x"' },
    { text: 'jwtAlgorithms.0=RS256', message: 'There is no setting "jwtAlgorithms.0"' },
    { text: 'jwtErrorDescriptions.toString=x', message: 'There is no setting "jwtErrorDescriptions.toString"' },
    {
      text: 'jwtErrorDescriptions=x',
      message: 'Setting jwtErrorDescriptions cannot have this value. Given: "x". Allowed: a text for each of ',
    },
    {
      text: 'routePrecedence=best',
      message: 'Setting routePrecedence cannot have this value. Given: "best". Allowed: "path-first", "method-first".',
    },
    {
      text: 'headersTooLargeStatus=200',
      message: 'Setting headersTooLargeStatus cannot have this value. Given: "200". Allowed: 431, 414.',
    },
    {
      text: 'jwtClockSkewSeconds=-1',
      message: 'Setting jwtClockSkewSeconds cannot have this value. Given: "-1". Allowed: seconds, 0 or more.',
    },
    {
      text: 'jsonSuffixIsText=yes',
      message: 'Setting jsonSuffixIsText cannot have this value. Given: "yes". Allowed: false, true.',
    },
  ])('refuses $text', ({ text, message }) => {
    expect(() => settingsFromText([pair(text)])).toThrow(message);
  });

  it('tells all faults at once', () => {
    const read = () => settingsFromText(['nope=1', 'routePrecedence=best'].map(pair));
    expect(read).toThrow(RangeError);
    expect(read).toThrow(/no setting "nope".*\n.*routePrecedence .*"best"/);
  });
});
