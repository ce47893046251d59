import type { Route } from '@scopegate/contract';
import standaloneCode from 'ajv/dist/standalone/index.js';
import { build } from 'esbuild';
import { createAjv } from '../validation/create-ajv.ts';
import {
  answerKinds,
  answerMediaTypes,
  answerSchema,
  inputSchema,
  type JsonSchema,
  parameterTexts,
} from '../validation/route-schemas.ts';
import { responsesImport } from './bundle-options.ts';
import { sourceSibling } from './source-sibling.ts';

/**
 * Source of a module that stands in for `validators.ts`: the same export, with the route's validator compiled. Asked for
 * another route's it throws, for a handler without validation must not run.
 *
 * @throws {Error} for a schema that does not compile, with its route
 */
export async function compileAhead(route: Route): Promise<string> {
  const check = await bundle(standalone(inputSchema(route), route));
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

/** Source of a module that stands in for `answer-format.ts`. Its validators are in the file that {@link responsesModule} makes. */
export const answersAhead = (route: Route): string => `
  import { isChecking } from ${JSON.stringify(sourceSibling('../validation/response-switch'))};
  const check = isChecking() ? require(${JSON.stringify(responsesImport)}).check : undefined;
  const format = { mediaTypes: ${JSON.stringify(answerMediaTypes(route))}, check: () => check };
  export const answerFormatOf = () => format;
`;

/**
 * Source of the file beside a bundle that checks answers. Only what tries the code out loads it.
 *
 * @throws {Error} as {@link compileAhead}
 */
export const responsesModule = (route: Route): Promise<string> =>
  bundle(`
    const module = { exports: {} };
    ${standalone(answerSchema(route), route)}
    const { createResponseCheck } = require(${JSON.stringify(sourceSibling('../validation/create-response-check'))});
    exports.check = createResponseCheck(${JSON.stringify(answerKinds(route))}, module.exports);
  `);

function standalone(schema: JsonSchema, route: Route): string {
  const ajv = createAjv({ source: true, lines: false });
  try {
    return standaloneCode.default(ajv, ajv.compile(schema));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`routes.${route.name}: a schema does not compile: ${reason}. Correct it in the contract.`, {
      cause,
    });
  }
}

/** Ajv's standalone code still requires parts of ajv's runtime and of ours; they are bundled in. */
async function bundle(contents: string): Promise<string> {
  const bundled = await build({
    stdin: { contents, resolveDir: sourceSibling('../validation/validators').replace(/[^/\\]+$/, ''), loader: 'js' },
    bundle: true,
    minify: true,
    format: 'cjs',
    platform: 'neutral',
    mainFields: ['main'],
    write: false,
    logLevel: 'silent',
  });
  return bundled.outputFiles[0]?.text ?? '';
}
