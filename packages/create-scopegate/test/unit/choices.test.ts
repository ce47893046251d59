import { describe, expect, it } from '@jest/globals';
import { checkIssuer, checkName, readArguments } from '../../src/choices.ts';

describe('readArguments', () => {
  it('reads what is given, and knows the package manager that runs it', () => {
    const words = ['shop', '--issuer', 'https://id.example.com/', '--no-install', '--from', 'packed', '-y'];
    expect(readArguments(words, 'pnpm/12.0.0 npm/? node/v24.0.0 linux x64')).toEqual({
      name: 'shop',
      issuer: 'https://id.example.com/',
      packageManager: 'pnpm',
      from: 'packed',
      installs: false,
      yes: true,
      help: false,
    });
    expect(readArguments(['--pm', 'yarn'], 'npm/11.0.0')).toEqual({
      packageManager: 'yarn',
      installs: true,
      yes: false,
      help: false,
    });
  });

  it.each([
    { words: ['a-b', 'c'], says: 'One name is needed. Given: a-b c.' },
    { words: ['--pm', 'bun'], says: 'The package manager is not known. Given: bun. Allowed: npm, pnpm, yarn.' },
    { words: ['--colour'], says: "Unknown option '--colour'" },
  ])('refuses $words', ({ words, says }) => {
    expect(() => readArguments(words)).toThrow(says);
  });
});

describe('names', () => {
  it.each(['my-api', 'a1', 'a'.repeat(40)])('%s can be used', (name) => {
    expect(checkName(name)).toBe(name);
  });

  it.each(['', 'a', 'Shop', '1shop', 'shop-', 'a b', '../shop', 'my-aws-api', 'a'.repeat(41)])('%s cannot', (name) => {
    expect(() => checkName(name)).toThrow('The name cannot be used');
  });
});

describe('issuers', () => {
  it.each(['cognito', 'https://id.example.com', 'https://id.example.com/realms/a/'])('%s can be used', (issuer) => {
    expect(checkIssuer(issuer)).toBe(issuer);
  });

  it.each([
    'http://id.example.com',
    'id.example.com',
    'https://id.example.com/?a=b',
    'https://user@id.example.com',
    "https://id.example.com/'+process.exit()+'",
  ])('%s cannot', (issuer) => {
    expect(() => checkIssuer(issuer)).toThrow('The issuer cannot be used');
  });
});
