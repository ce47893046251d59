import { styleText } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { printable, terminalText } from '../../../src/shell/safe-text.ts';

const rows = [
  { name: 'an escape', text: 'a\u001b[2Jb', line: 'a\\x1b[2Jb', shown: 'a\\u001b[2Jb' },
  { name: 'a title of the window', text: '\u001b]0;x\u0007', line: '\\x1b]0;x\\x07', shown: '\\u001b]0;x\\u0007' },
  { name: 'hidden text', text: '\u001b[8mx', line: '\\x1b[8mx', shown: '\\u001b[8mx' },
  { name: 'a control sequence of one byte', text: '\u009b2J', line: '\\x9b2J', shown: '\\u009b2J' },
  { name: 'a return', text: 'a\rb\u007f', line: 'a\\x0db\\x7f', shown: 'a\\u000db\\u007f' },
  { name: 'another direction', text: 'a\u202eb\u2066', line: 'a\\u202eb\\u2066', shown: 'a\\u202eb\\u2066' },
  { name: 'zero width', text: 'a\u200bb\ufeff', line: 'a\\u200bb\\ufeff', shown: 'a\\u200bb\\ufeff' },
  { name: 'line separators', text: 'a\u2028b', line: 'a\\u2028b', shown: 'a\\u2028b' },
  { name: 'half a character', text: '\ud800', line: '\\ud800', shown: '\\ud800' },
  { name: 'a tag', text: '\u{e0041}', line: '\\udb40\\udc41', shown: '\\udb40\\udc41' },
  { name: 'what can be seen', text: 'é 日本 \t🎉', line: 'é 日本 \t🎉', shown: 'é 日本 \t🎉' },
  { name: 'a line end', text: 'a\nb', line: 'a\\x0ab', shown: 'a\nb' },
];

describe('printable', () => {
  it.each(rows)('makes one line of $name', ({ text, line }) => {
    expect(printable(text)).toBe(line);
  });
});

describe('terminalText', () => {
  it.each(rows)('shows $name', ({ text, shown }) => {
    expect(terminalText(text)).toBe(shown);
  });

  it('keeps our colours', () => {
    const text = (['bold', 'dim', 'green', 'red', 'yellow'] as const).map((style) =>
      styleText(style, 'x', { validateStream: false }),
    );
    expect(terminalText(text.join('\n'))).toBe(text.join('\n'));
  });

  it('changes nothing about what JSON says', () => {
    const value = rows.map(({ text }) => text);
    expect(JSON.parse(terminalText(JSON.stringify(value)))).toEqual(value);
  });
});
