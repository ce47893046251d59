import { fileURLToPath } from 'node:url';
import type { Route } from '@scopegate/contract';
import standaloneCode from 'ajv/dist/standalone/index.js';
import { build } from 'esbuild';
import { createAjv } from '../validation/create-ajv.ts';
import { inputSchema, type JsonSchema, parameterTexts } from '../validation/route-schemas.ts';

/**
 * Source of a module that stands in for `validators.ts`: the same export, with the route's validator compiled. Asked for
 * another route's it throws, for a handler without validation must not run.
 *
 * @throws {Error} for a schema that does not compile, with its route
 */
export async function compileAhead(route: Route): Promise<string> {
  const check = await compileStandalone(inputSchema(route), `routes.${route.name}`);
  return `
    const module = { exports: {} };
    ${check}
    const validation = { ...${JSON.stringify(parameterTexts(route))}, check: module.exports };
    export const validationOf = ({ name }) => {
      if (name === ${JSON.stringify(route.name)}) return validation;
      throw new Error(\`this bundle holds the validator of ${route.name}, not of \${name}\`);
    };
  `;
}

/**
 * Source that sets `module.exports` to the validator of a schema. Ajv's standalone code still requires parts of ajv's
 * runtime and of ours; they are bundled in.
 */
async function compileStandalone(schema: JsonSchema, at: string): Promise<string> {
  const ajv = createAjv({ source: true, lines: false });
  const compiled = standaloneCode.default(
    ajv,
    compile(() => ajv.compile(schema), at),
  );
  const bundled = await build({
    stdin: { contents: compiled, resolveDir: fileURLToPath(new URL('../validation', import.meta.url)), loader: 'js' },
    bundle: true,
    format: 'cjs',
    platform: 'neutral',
    mainFields: ['main'],
    write: false,
    logLevel: 'silent',
  });
  return bundled.outputFiles[0]?.text ?? '';
}

function compile<Result>(run: () => Result, at: string): Result {
  try {
    return run();
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`${at}: its schemas do not compile: ${reason}. Correct the schema in the contract.`, { cause });
  }
}
