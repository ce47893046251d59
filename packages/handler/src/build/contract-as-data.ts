import { realpath } from 'node:fs/promises';
import type { AnyApi, Route } from '@scopegate/contract';
import type { Plugin } from 'esbuild';
import { answersAhead, compileAhead } from './compile-ahead.ts';
import type { ContractExport } from './load-contract.ts';
import { sourceSibling } from './source-sibling.ts';

interface ContractSource extends ContractExport {
  /** Absolute path of the contract's module. */
  readonly contract: string;
  /** The route whose handler is bundled. */
  readonly route: Route;
}

/**
 * What a handler needs of its contract is data and compiled validators. So a bundle gets these in place of the module
 * that builds the schemas and of those that would compile them, and carries neither typebox nor ajv.
 */
export const contractAsData = ({ contract, exportName, api, route }: ContractSource): Plugin => ({
  name: 'contract-as-data',
  setup({ onLoad, onResolve }) {
    onResolve({ filter: /^\.\/responses\.cjs$/ }, ({ path }) => ({ path, external: true }));
    const replaced: readonly (readonly [file: string, contents: () => string | Promise<string>])[] = [
      [contract, () => contractModule(api, exportName)],
      [sourceSibling('../validation/validators'), () => compileAhead(route)],
      [sourceSibling('../validation/answer-format'), () => answersAhead(route)],
    ];
    onLoad({ filter: /\.[cm]?[jt]s$/ }, async ({ path }) => {
      for (const [file, contents] of replaced) {
        if (path === (await realpath(file))) return { contents: await contents() };
      }
      return undefined;
    });
  },
});

/** The contract without its schemas; the validators stand for them. Code that looks for a schema is told where it is. */
function contractModule(api: AnyApi, exportName: string): string {
  const routes = Object.values(api.routes).map((route) => `${JSON.stringify(route.name)}: ${routeData(route)}`);
  const { title, version, scopes, cors } = api;
  const data = JSON.stringify({ title, version, scopes });
  return `
    const noSchema = (at) => {
      throw new Error(at + ': the bundle of a handler has no schemas. Keep the schema in a module beside the contract, and import it from there.');
    };
    const api = { ...${data}, cors: ${JSON.stringify(cors)}, routes: { ${routes.join(', ')} } };
    export ${exportName === 'default' ? 'default api' : `{ api as ${exportName} }`};
  `;
}

function routeData(route: Route): string {
  const { name, route: key, parts, access, responses } = route;
  const getter = (member: string, at: string): string =>
    `get ${JSON.stringify(member)}() { return noSchema(${JSON.stringify(at)}); }`;
  const members = (['params', 'query', 'body'] as const).filter((member) => route[member] !== undefined);
  const answers = Object.entries(responses).map(([status, schema]) =>
    schema === null ? `${status}: null` : getter(status, `routes.${name}.responses.${status}`),
  );
  return `{
    ...${JSON.stringify({ name, route: key, parts, access })},
    ${members.map((member) => `${getter(member, `routes.${name}.${member}`)},`).join('\n')}
    responses: { ${answers.join(', ')} },
  }`;
}
