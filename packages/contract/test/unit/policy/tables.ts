import type { AccessTable } from '../../../src/decision/index.ts';
import { type AccessRule, scopes } from '../../../src/index.ts';

export const read = scopes('read');
export const write = scopes('write');

/** What each scope implies. */
export const catalogue = { read: ['read'], write: ['write'], admin: ['admin', 'read', 'write'] };

/** A table of routes by key, without challenges. */
export const toTable = (routes: Readonly<Record<string, AccessRule>>): AccessTable => ({
  version: 1,
  scopes: catalogue,
  routes: Object.fromEntries(Object.entries(routes).map(([key, rule]) => [key, { rule, challenge: 'none' }])),
});
