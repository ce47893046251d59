import { describe, expect, it } from '@jest/globals';
import { scopes } from '../../src/index.ts';
import { base, define, faultsOf, ok } from '../declarations.ts';

describe('defineApi', () => {
  it('gives the contract as frozen data', () => {
    const api = define(base);
    expect(api.routes['get']).toMatchObject({ name: 'get', parts: { method: 'GET', parameters: ['id'] } });
    expect(api.scopes).toEqual({
      read: { about: 'Reads', implies: [] },
      write: { about: 'Writes', implies: ['read'] },
    });
    expect(Object.isFrozen(api.routes['get']?.access)).toBe(true);
    expect(api.cors).toBeUndefined();
  });

  it('tells all faults at once, each with what was given, what is allowed and what to do', () => {
    const given = { ...base, title: '', routes: { list: { route: 'GET /x/', access: scopes('raed'), responses: ok } } };
    expect(faultsOf(given)).toHaveLength(3);
    expect(() => define(given)).toThrow(/3 faults:\n.*title.*\n.*"raed"\. Allowed: read, write\. .*\n.*"GET \/x\/"/);
  });
});
