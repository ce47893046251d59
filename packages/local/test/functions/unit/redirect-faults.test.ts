import { describe, expect, it } from '@jest/globals';
import { redirectFaults } from '../../../src/functions/redirect-faults.ts';

describe('redirectFaults', () => {
  it.each(['http://127.0.0.1:8080', 'http://localhost:1', 'http://[::1]:1', 'http://127.0.0.1:8080/'])(
    'none: %s',
    (to) => {
      expect(redirectFaults([{ host: 'a.example', to }])).toEqual([]);
    },
  );

  it.each([
    {
      host: 'https://a.example',
      to: 'http://127.0.0.1:1',
      fault: { rule: 'redirect-host', where: { path: 'redirects[0].host' }, given: '"https://a.example"' },
    },
    {
      host: 'a.example:443',
      to: 'http://127.0.0.1:1',
      fault: {
        rule: 'redirect-host',
        given: '"a.example:443"',
        allowed: 'a name such as "cognito-idp.us-east-1.amazonaws.com"',
      },
    },
    {
      host: 'a.example',
      to: 'https://127.0.0.1:1',
      fault: { rule: 'redirect-target', where: { path: 'redirects[0].to' }, given: '"https://127.0.0.1:1"' },
    },
    {
      host: 'a.example',
      to: 'http://127.0.0.1:1/path',
      fault: { rule: 'redirect-target', allowed: '"http://<loopback address>:<port>", nothing behind it' },
    },
    { host: 'a.example', to: 'http://b.example:1', fault: { rule: 'redirect-target', given: '"http://b.example:1"' } },
    { host: 'a.example', to: 'nonsense', fault: { rule: 'redirect-target', given: '"nonsense"' } },
  ])('$host -> $to', ({ host, to, fault }) => {
    expect(redirectFaults([{ host, to }])).toMatchObject([fault]);
  });
});
