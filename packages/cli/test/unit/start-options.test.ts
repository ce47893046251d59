import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { CliError } from '../../src/shell/cli-error.ts';
import { repeated } from '../../src/shell/repeated.ts';
import { parseDomain, readDomains } from '../../src/start/domain-option.ts';
import { parseHostName } from '../../src/start/host-option.ts';
import { readIdentities } from '../../src/start/identities-option.ts';
import { parseIdentity } from '../../src/start/identity-option.ts';
import { parseIssuer, readIssuerKeys } from '../../src/start/issuer-option.ts';
import { parseNameValue } from '../../src/start/name-value.ts';
import { parsePolicy, readPolicies } from '../../src/start/policy-option.ts';
import { fakeHost, temporaryDirectory } from './support.ts';

const caught = async (work: () => unknown): Promise<Error> => {
  try {
    await work();
  } catch (error) {
    return error as Error;
  }
  throw new Error('it was taken, but should have been refused');
};

describe('name=value', () => {
  it('keeps what comes after the first "="', () => {
    expect(parseNameValue('Url=https://a/?b=c')).toEqual(['Url', 'https://a/?b=c']);
    expect(parseNameValue('Empty=')).toEqual(['Empty', '']);
  });

  it.each(['', 'Name', '=value'])('refuses %j', (text) => {
    expect(() => parseNameValue(text)).toThrow('Allowed: NAME=VALUE.');
  });

  it('may be repeated', () => {
    const read = repeated((text) => text);
    expect(read('b', read('a'))).toEqual(['a', 'b']);
  });
});

describe('a host', () => {
  it('is taken by its exact name', () => {
    expect(parseHostName('API.example.com')).toBe('api.example.com');
  });

  it.each(['https://a.example', 'a.example:443', '*.example', '', '.example', 'a/b'])('refuses %j', (text) => {
    expect(() => parseHostName(text)).toThrow('Allowed: an exact host name');
  });
});

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
  ])('asks nobody outside this machine: %s', (place) => {
    expect(read(place)).toThrow('The keys of an issuer come from this machine only');
  });

  it.each([
    { name: 'no file', content: undefined, fault: 'ENOENT' },
    { name: 'no keys', content: { keys: [] }, fault: 'it has no "keys"' },
    { name: 'a list', content: [key], fault: 'it has no "keys"' },
    { name: 'a key without an id', content: { keys: [{ ...key, kid: undefined }] }, fault: 'keys[0] has no "kid"' },
    { name: 'a private key', content: { keys: [key, { ...key, d: 'hunter2' }] }, fault: 'keys[1] is a private' },
    { name: 'a secret', content: { keys: [{ kty: 'oct', kid: 'k', k: 'hunter2' }] }, fault: 'keys[0] is a private' },
  ])('refuses $name, and keeps keys to itself', async ({ content, fault }) => {
    const error = await caught(read('jwks.json', content));
    expect(error).toBeInstanceOf(CliError);
    expect(error.message).toContain(fault);
    expect(error.message).not.toContain('hunter2');
  });

  it.each(['login', 'login=jwks.json', 'https://login.example.com/=', '=jwks.json'])('refuses the form %j', (text) => {
    expect(() => parseIssuer(text)).toThrow('Allowed: ');
  });

  it('takes an issuer once', () => {
    const twice = [parseIssuer(`${issuer}=http://127.0.0.1:1`), parseIssuer(`${issuer}=http://127.0.0.1:2`)];
    expect(() => readIssuerKeys(twice, '/')).toThrow('An issuer is given twice');
  });
});

describe('--policy', () => {
  const arn = 'arn:aws:iam::123456789012:role/orders';
  const document = { Version: '2012-10-17', Statement: [] };
  const read = (content: string | undefined, ...more: string[]) => {
    const directory = temporaryDirectory();
    if (content !== undefined) writeFileSync(join(directory, 'policy.json'), content);
    return () => readPolicies([parsePolicy(`${arn}=policy.json`), ...more.map(parsePolicy)], directory);
  };

  it('reads the document of an ARN', () => {
    expect(read(JSON.stringify(document))()).toEqual({ [arn]: document });
  });

  it.each([
    { name: 'no file', content: undefined, fault: 'ENOENT' },
    { name: 'no JSON', content: '{"Version', fault: 'it is not JSON' },
    { name: 'a list', content: '[]', fault: 'it is not a JSON object' },
  ])('refuses $name', ({ content, fault }) => {
    expect(read(content)).toThrow(fault);
    expect(read(content)).toThrow(CliError);
  });

  it('takes an ARN once', () => {
    expect(read(JSON.stringify(document), `${arn}=other.json`)).toThrow(`${arn} twice`);
  });

  it.each(['orders=policy.json', `${arn}=`, arn, 'arn:aws:s3:::bucket=policy.json'])('refuses the form %j', (text) => {
    expect(() => parsePolicy(text)).toThrow('Allowed: ');
  });
});

describe('--identity', () => {
  it.each([
    { text: 'alice=GET /orders/*', resource: 'arn:*:execute-api:*:*:*/*/GET/orders/*' },
    { text: 'ops=* /', resource: 'arn:*:execute-api:*:*:*/*/*/' },
  ])('makes a caller of $text, with keys of its own', ({ text, resource }) => {
    const [one, other] = [parseIdentity(text), parseIdentity(text)];
    expect(one).toMatchObject({
      name: text.split('=', 1)[0],
      policies: [{ Statement: [{ Effect: 'Allow', Action: 'execute-api:Invoke', Resource: resource }] }],
    });
    expect(one.accessKeyId).not.toBe(other.accessKeyId);
    expect(one.secretAccessKey).not.toBe(other.secretAccessKey);
  });

  it.each(['alice', 'alice=', 'alice=/orders', 'alice=GET orders', 'alice=get /orders', 'a/b=GET /x', 'a=GET /x y'])(
    'refuses %j',
    (text) => {
      expect(() => parseIdentity(text)).toThrow("Allowed: NAME='METHOD /path'");
    },
  );
});

describe('--identities', () => {
  const good = { accessKeyId: 'AKID', secretAccessKey: 'hunter2', policies: [] };
  const reading = (content: string) => {
    const cwd = temporaryDirectory();
    writeFileSync(join(cwd, 'callers.json'), content);
    return readIdentities('callers.json', fakeHost({ cwd }));
  };

  it('reads a file, and stdin', async () => {
    expect(await reading(JSON.stringify([{ ...good, name: 'bob' }]))).toEqual([{ ...good, name: 'bob' }]);
    const host = fakeHost({ readStdin: async () => JSON.stringify([good]) });
    expect(await readIdentities('-', host)).toEqual([good]);
  });

  it.each([
    { name: 'no JSON', content: '[{"secretAccessKey": "hunter2"', fault: 'it is not JSON' },
    { name: 'an object', content: JSON.stringify(good), fault: 'it is not a list' },
    { name: 'a text', content: '["hunter2"]', fault: '[0] is not an object' },
    { name: 'no key', content: JSON.stringify([{ ...good, accessKeyId: '' }]), fault: '[0] has no accessKeyId' },
    { name: 'no policies', content: JSON.stringify([{ ...good, policies: {} }]), fault: '[0] has no list of policies' },
    { name: 'a misspelt member', content: JSON.stringify([good, { ...good, arn: 'x' }]), fault: '[1] has "arn"' },
    { name: 'an account', content: JSON.stringify([{ ...good, accountId: '12' }]), fault: 'not twelve digits' },
    {
      name: 'a name',
      content: JSON.stringify([{ ...good, name: 'a/b' }]),
      fault: 'name cannot be the name of an IAM user',
    },
  ])('refuses $name, and keeps secrets to itself', async ({ content, fault }) => {
    const error = await caught(() => reading(content));
    expect(error).toBeInstanceOf(CliError);
    expect(error.message).toContain(fault);
    expect(error.message).not.toContain('hunter2');
  });
});

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

  it('says every file that cannot be read, and every name that is there twice', () => {
    const domains = [parseDomain('a=c,k,t'), parseDomain('a=c,k,t')];
    expect(() => readDomains(domains, '/nowhere')).toThrow(
      /a is given twice; \/nowhere\/c cannot be read; \/nowhere\/k cannot be read; \/nowhere\/t cannot be read/,
    );
  });
});
