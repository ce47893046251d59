import { describe, expect, it } from '@jest/globals';
import { parseRunState } from '../../../src/run/parse-run-state.ts';
import { runState } from '../../support/run-state.ts';

describe('parseRunState', () => {
  it('reads what was written', () => {
    expect(parseRunState(JSON.stringify(runState))).toEqual(runState);
  });

  it.each([
    { name: 'the API', foreign: { url: 'http://evil.example:80/' } },
    { name: 'an API', foreign: { apis: { Api: 'http://127.0.0.1.evil.example:80' } } },
    { name: 'the admin endpoint', foreign: { admin: { url: 'http://127.0.0.1:80@evil.example', secret: 's' } } },
    { name: 'the token endpoint', foreign: { tokenEndpoint: 'https://evil.example/token' } },
    { name: 'the token endpoint of a client', foreign: { clients: [{ tokenEndpoint: 'http://10.0.0.1:80' }] } },
    { name: 'the database', foreign: { databaseEndpoint: 'http://evil.example:80' } },
    { name: 'keys', foreign: { pools: [{ issuer: 'https://i', jwksUri: 'http://evil.example:80' }] } },
    { name: 'nothing readable', foreign: { clients: [null] } },
  ])('reads no record with an address elsewhere: $name', ({ foreign }) => {
    expect(parseRunState(JSON.stringify({ ...runState, ...foreign }))).toBeUndefined();
  });

  it.each(['', '{', 'null', '{"version":2}', '{"version":1,"port":"3000"}'])('reads no record from %j', (text) => {
    expect(parseRunState(text)).toBeUndefined();
  });
});
