import { describe, expect, it } from '@jest/globals';
import { accessTable } from '../../src/index.ts';
import { api } from '../things-api.ts';

describe('accessTable', () => {
  it('holds each rule under its route key and what each scope implies', () => {
    expect(accessTable(api, (name) => (name === 'both' ? 'genuine' : 'none'))).toEqual({
      version: 1,
      scopes: {
        read: ['read'],
        write: ['write'],
        audit: ['audit'],
        admin: ['admin', 'editor', 'read', 'write'],
        editor: ['editor', 'read', 'write'],
      },
      routes: {
        'GET /health': { rule: { kind: 'open' }, challenge: 'none' },
        'GET /me': { rule: { kind: 'authenticated' }, challenge: 'none' },
        'PUT /both': { rule: { kind: 'scopes', anyOf: [['read', 'write']] }, challenge: 'genuine' },
        'GET /either': { rule: { kind: 'scopes', anyOf: [['audit'], ['read', 'write']] }, challenge: 'none' },
        'POST /purge': { rule: { kind: 'iam' }, challenge: 'none' },
      },
    });
  });
});
