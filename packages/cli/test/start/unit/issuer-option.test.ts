import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { CliError } from '../../../src/shell/cli-error.ts';
import { parseIssuer, readIssuerKeys } from '../../../src/start/issuer-option.ts';
import { caught } from '../../support/caught.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

describe('--issuer', () => {
  const issuer = 'https://login.example.com/';
  const key = { kty: 'RSA', kid: 'one', n: 'n', e: 'AQAB' };
  const read = (place: string, content?: unknown) => {
    const directory = temporaryDirectory();
    if (content !== undefined) writeFileSync(join(directory, 'jwks.json'), JSON.stringify(content));
    return () => readIssuerKeys([parseIssuer(`${issuer}=${place}`)], directory);
  };

  it('reads the keys of a file', () => {
    expect(read('jwks.json', { keys: [key] })()).toEqual({ [issuer]: { keys: [key] } });
  });

  it.each(['http://127.0.0.1:9000/', 'http://localhost:9000', 'https://[::1]:9000'])('takes %s', (place) => {
    expect(read(place)()).toEqual({ [issuer]: { address: place.replace(/\/$/, '') } });
  });

  it.each([
    'https://login.example.com',
    'http://127.0.0.1.example.com',
    'http://localhost@example.com',
    'http://10.0.0.1',
  ])('refuses a host outside this machine: %s', (place) => {
    expect(read(place)).toThrow('The keys of an issuer come from this machine only');
  });

  it.each([
    { name: 'no file', content: undefined, fault: 'ENOENT' },
    { name: 'no keys', content: { keys: [] }, fault: 'it has no "keys"' },
    { name: 'a list', content: [key], fault: 'it has no "keys"' },
    { name: 'a key without an id', content: { keys: [{ ...key, kid: undefined }] }, fault: 'keys[0] has no "kid"' },
    { name: 'a private key', content: { keys: [key, { ...key, d: 'hunter2' }] }, fault: 'keys[1] is a private' },
    { name: 'a secret', content: { keys: [{ kty: 'oct', kid: 'k', k: 'hunter2' }] }, fault: 'keys[0] is a private' },
  ])('refuses $name, without keys in the message', async ({ content, fault }) => {
    const error = await caught(read('jwks.json', content));
    expect(error).toBeInstanceOf(CliError);
    expect(error.message).toContain(fault);
    expect(error.message).not.toContain('hunter2');
  });

  it('takes an issuer alone, to be stood in for', () => {
    expect(parseIssuer(issuer)).toEqual({ issuer });
    expect(readIssuerKeys([parseIssuer(issuer)], '.')).toEqual({});
  });

  it.each(['login', 'login=jwks.json', 'https://login.example.com/=', '=jwks.json'])('refuses the form %j', (text) => {
    expect(() => parseIssuer(text)).toThrow('Allowed: ');
  });

  it('takes an issuer once', () => {
    const twice = [parseIssuer(`${issuer}=http://127.0.0.1:1`), parseIssuer(`${issuer}=http://127.0.0.1:2`)];
    expect(() => readIssuerKeys(twice, '/')).toThrow('An issuer is given twice');
  });
});
