import { describe, expect, it } from '@jest/globals';
import { mintToken } from '../../../src/mint/mint-token.ts';
import { CliError } from '../../../src/shell/cli-error.ts';
import { fetchBy } from '../../support/fetch-by.ts';
import { projectIn } from '../../support/project-in.ts';
import { runState } from '../../support/run-state.ts';
import { token } from '../../support/token.ts';

const project = projectIn('/nowhere');

async function mint(
  options: { client?: string; scope?: string },
  respond = () => Response.json({ access_token: token('x') }),
) {
  const asked: { basic: string; form: Record<string, string> }[] = [];
  const fetch = fetchBy((request, body) => {
    const basic = Buffer.from(request.headers.get('authorization')!.slice(6), 'base64').toString();
    asked.push({ basic, form: Object.fromEntries(new URLSearchParams(body)) });
    return respond();
  });
  return { token: await mintToken(project, runState, { ...options, fetch }), asked };
}

describe('mintToken', () => {
  it.each([
    { name: 'the default client and all its scopes', options: {}, basic: 'id-writer:secret-writer', scope: undefined },
    { name: 'a named client', options: { client: 'reader' }, basic: 'id-reader:secret-reader', scope: undefined },
    { name: 'a client id', options: { client: 'id-reader' }, basic: 'id-reader:secret-reader', scope: undefined },
    {
      name: 'scopes of the default client',
      options: { scope: ' items:write  items:read ' },
      basic: 'id-writer:secret-writer',
      scope: 'shop/items:write shop/items:read',
    },
    {
      name: 'a whole scope name',
      options: { scope: 'shop/items:read' },
      basic: 'id-writer:secret-writer',
      scope: 'shop/items:read',
    },
  ])('asks for $name', async ({ options, basic, scope }) => {
    const minted = await mint(options);
    expect(minted.token).toBe(token('x'));
    const form = { grant_type: 'client_credentials', ...(scope === undefined ? {} : { scope }) };
    expect(minted.asked).toEqual([{ basic, form }]);
  });

  it.each([
    { name: 'an unknown client', options: { client: 'bob' }, message: 'Given: "bob". Allowed: reader, writer, public' },
    {
      name: 'an unknown scope',
      options: { scope: 'items:read x' },
      message: 'Given: "x". Allowed: items:read, items:write, items:none',
    },
    {
      name: 'a scope the client lacks',
      options: { client: 'reader', scope: 'items:write' },
      message: 'Client "reader" may not request this scope. Given: "items:write". Allowed: items:read',
    },
    { name: 'no scope', options: { scope: ' ' }, message: '--scope names no scope' },
    { name: 'a client without a secret', options: { client: 'public' }, message: 'no secret' },
  ])('refuses $name', async ({ options, message }) => {
    await expect(mint(options)).rejects.toThrow(CliError);
    await expect(mint(options)).rejects.toThrow(message);
  });

  it.each([
    {
      name: 'an OAuth error',
      respond: () => Response.json({ error: 'invalid_scope' }, { status: 400 }),
      message: 'status 400, invalid_scope',
    },
    { name: 'an answer without a token', respond: () => Response.json({}), message: 'status 200' },
    {
      name: 'an answer that is not JSON',
      respond: () => new Response('<html>', { status: 502 }),
      message: 'status 502',
    },
  ])('reports $name without the secret', async ({ respond, message }) => {
    const error = await mint({}, respond).catch((thrown: unknown) => thrown as Error);
    expect(error).toBeInstanceOf(CliError);
    expect((error as Error).message).toContain(message);
    expect((error as Error).message).not.toContain('secret-writer');
  });

  it('reports a token endpoint that does not answer', async () => {
    const respond = () => {
      throw new TypeError('fetch failed');
    };
    await expect(mint({}, respond)).rejects.toThrow('The token endpoint does not answer');
  });

  it('needs the whole name when two resource servers have the scope', async () => {
    const [reader] = runState.clients;
    const both = { ...runState, clients: [{ ...reader!, scopes: ['a/items:read', 'b/items:read'] }] };
    const minting = mintToken(project, both, {
      client: 'reader',
      scope: 'items:read',
      fetch: fetchBy(() => new Response()),
    });
    await expect(minting).rejects.toThrow('Allowed: a/items:read, b/items:read. Write the whole name');
  });
});
