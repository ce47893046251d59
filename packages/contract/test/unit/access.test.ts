import { describe, expect, it } from '@jest/globals';
import {
  accessMatrix,
  accessTable,
  allOf,
  anyOf,
  authenticated,
  defineApi,
  iam,
  open,
  scopes,
} from '../../src/index.ts';

const nothing = { 204: null };
const api = defineApi({
  title: 'Things',
  version: '1',
  scopes: {
    read: 'Reads',
    write: 'Writes',
    audit: 'Audits',
    admin: { about: 'All but audit', implies: ['editor'] },
    editor: { about: 'Reads and writes', implies: ['read', 'write'] },
  },
  routes: {
    health: { route: 'GET /health', access: open(), responses: nothing },
    me: { route: 'GET /me', access: authenticated(), responses: nothing },
    both: { route: 'PUT /both', access: scopes('read', 'write'), responses: nothing },
    either: { route: 'GET /either', access: anyOf(allOf('audit'), allOf('read', 'write')), responses: nothing },
    purge: { route: 'POST /purge', access: iam(), responses: nothing },
  },
});

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
