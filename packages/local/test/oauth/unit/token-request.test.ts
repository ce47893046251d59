import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseTokenRequest } from '../../../src/oauth/token-request.ts';

const parse = (body: string, authorization?: string) =>
  parseTokenRequest({ contentType: 'application/x-www-form-urlencoded', authorization, body });

describe('parseTokenRequest', () => {
  it.each([
    { name: 'no scope', body: 'grant_type=client_credentials', expected: { scopes: [] } },
    {
      name: 'scopes, each once, in the order asked',
      body: 'grant_type=client_credentials&scope=b/1++a/2+b/1',
      expected: { scopes: ['b/1', 'a/2'] },
    },
    {
      name: 'a client in the form',
      body: 'grant_type=client_credentials&client_id=c&client_secret=s%2B',
      expected: { clientId: 'c', clientSecret: 's+', scopes: [] },
    },
    {
      name: 'empty and unknown parameters as not sent',
      body: 'grant_type=client_credentials&client_secret=&scope=&aws_client_metadata=%7B%7D',
      expected: { scopes: [] },
    },
  ])('reads $name', ({ body, expected }) => {
    expect(parse(body)).toStrictEqual(expected);
  });

  it('hands the Authorization header on, unread', () => {
    expect(parse('grant_type=client_credentials', 'Basic x')).toStrictEqual({ authorization: 'Basic x', scopes: [] });
  });

  it.each([
    { name: 'a grant of users', body: 'grant_type=password', error: 'unsupported_grant_type' },
    { name: 'no grant', body: '', error: 'invalid_request' },
    { name: 'an empty grant', body: 'grant_type=', error: 'invalid_request' },
    { name: 'a repeated empty parameter', body: 'grant_type=client_credentials&x=&x=', error: 'invalid_request' },
    { name: 'a resource', body: 'grant_type=client_credentials&resource=a', error: 'invalid_request' },
  ])('refuses $name', ({ body, error }) => {
    expect(parse(body)).toMatchObject({ error });
  });

  it.each([undefined, 'text/plain', 'application/json', 'application/x-www-form-urlencodedx'])(
    'refuses the content type %s',
    (contentType) => {
      const form = { contentType, authorization: undefined, body: 'grant_type=client_credentials' };

      expect(parseTokenRequest(form)).toMatchObject({ error: 'invalid_request' });
    },
  );

  it('never repeats what the client sent in a refusal', () => {
    const secret = fc.stringMatching(/^[A-Z0-9]{12,40}$/);
    const name = fc.constantFrom('grant_type', 'resource', 'client_secret', 'scope', 'password');
    fc.assert(
      fc.property(fc.array(fc.tuple(name, secret), { minLength: 1 }), (pairs) => {
        const text = JSON.stringify(parse(new URLSearchParams(pairs).toString()));

        for (const [, value] of pairs) expect(text).not.toContain(value);
      }),
    );
  });
});
