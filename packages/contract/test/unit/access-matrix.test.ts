import { describe, expect, it } from '@jest/globals';
import { accessMatrix } from '../../src/index.ts';
import { api } from '../things-api.ts';

describe('accessMatrix', () => {
  it('decides every route for every client as the authorizer would', () => {
    const clients = [
      { name: 'none', scopes: [] },
      { name: 'reader', scopes: ['read'] },
      { name: 'admin', scopes: ['admin'] },
      { name: 'auditor', scopes: ['audit'] },
      { name: 'foreign', scopes: ['reads', 'read write', 'READ'] },
    ];
    expect(accessMatrix(api, clients)).toEqual({
      clients: ['none', 'reader', 'admin', 'auditor', 'foreign'],
      rows: [
        { name: 'health', route: 'GET /health', allowed: [true, true, true, true, true] },
        { name: 'me', route: 'GET /me', allowed: [true, true, true, true, true] },
        { name: 'both', route: 'PUT /both', allowed: [false, false, true, false, false] },
        { name: 'either', route: 'GET /either', allowed: [false, false, true, true, false] },
        { name: 'purge', route: 'POST /purge', allowed: [false, false, false, false, false] },
      ],
    });
  });
});
