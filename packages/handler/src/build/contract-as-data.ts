import { realpath } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { AnyApi, Route } from '@scopegate/contract';
import type { Plugin } from 'esbuild';
import { compileAhead } from './compile-ahead.ts';

export interface ContractAsDataOptions {
  /** The contract's module. */
  readonly file: string;
  /** The name under which it exports the contract. */
  readonly exportName: string;
  readonly api: AnyApi;
  /** The route whose handler is bundled. */
  readonly route: Route;
}

/**
 * What a handler needs of its contract is data and compiled validators. So a bundle gets these in place of the module
 * that builds the schemas and of the one that would compile them, and carries neither typebox nor ajv.
 */
export const contractAsData = ({ file, exportName, api, route }: ContractAsDataOptions): Plugin => ({
  name: 'contract-as-data',
  setup({ onLoad }) {
    const validators = validatorsModule();
    onLoad({ filter: /\.[jt]s$/ }, async ({ path }) => {
      if (path === (await realpath(file))) return { contents: `export const ${exportName} = ${dataOf(api)};` };
      if (path === (await realpath(validators))) return { contents: await compileAhead(route) };
      return undefined;
    });
  },
});

const validatorsModule = (): string => {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  return fileURLToPath(new URL(`../validation/validators.${extension}`, import.meta.url));
};

/** The contract without its schemas; the validators stand for them. */
function dataOf(api: AnyApi): string {
  const routes = Object.fromEntries(Object.values(api.routes).map((route) => [route.name, withoutSchemas(route)]));
  return JSON.stringify({ title: api.title, version: api.version, scopes: api.scopes, routes });
}

const withoutSchemas = ({ name, route, parts, access, body, responses }: Route) => ({
  name,
  route,
  parts,
  access,
  // Only whether there is one is still asked.
  ...(body === undefined ? {} : { body: {} }),
  responses: Object.fromEntries(Object.keys(responses).map((status) => [status, null])),
});
