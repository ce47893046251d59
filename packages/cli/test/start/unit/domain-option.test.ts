import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parseDomain, readDomains } from '../../../src/start/domain-option.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

describe('--domain', () => {
  it('names three files', () => {
    const directory = temporaryDirectory();
    for (const file of ['c.pem', 'k.pem', 't.pem']) writeFileSync(join(directory, file), '');
    expect(readDomains([parseDomain('API.example.com=c.pem,k.pem,t.pem')], directory)).toEqual({
      'api.example.com': {
        certificate: join(directory, 'c.pem'),
        key: join(directory, 'k.pem'),
        truststore: join(directory, 't.pem'),
      },
    });
  });

  it.each(['api.example.com', 'api.example.com=c.pem', 'api.example.com=c,k,', 'api.example.com=a,b,c,d'])(
    'refuses %j',
    (text) => {
      expect(() => parseDomain(text)).toThrow('Allowed: NAME=CERTIFICATE,KEY,TRUSTSTORE');
    },
  );

  it('names every file that cannot be read, and every domain that is given twice', () => {
    const domains = [parseDomain('a=c,k,t'), parseDomain('a=c,k,t')];
    expect(() => readDomains(domains, '/nowhere')).toThrow(
      /a is given twice; \/nowhere\/c cannot be read; \/nowhere\/k cannot be read; \/nowhere\/t cannot be read/,
    );
  });
});
