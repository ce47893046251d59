import { allOf, anyOf, authenticated, defineApi, iam, open, scopes } from '../src/index.ts';

const nothing = { 204: null };
/** Every kind of access rule, and scopes that imply others. */
export const api = defineApi({
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
