import type { Route } from '@scopegate/contract';
import { Ajv2020 } from 'ajv/dist/2020.js';
import standaloneCode from 'ajv/dist/standalone/index.js';
import { build } from 'esbuild';
import { ajvOptions } from '../ajv-options.ts';
import { eventSchema } from '../event-schema.ts';

/**
 * Source of a module that stands in for `validators.ts`: the same export, with the route's validator compiled. Asked for
 * another route's it throws, for a handler without validation must not run.
 *
 * Ajv's standalone code still requires parts of ajv's runtime; they are bundled in.
 */
export async function compileAhead(route: Route): Promise<string> {
  const ajv = new Ajv2020({ ...ajvOptions, code: { source: true, lines: false } });
  const compiled = standaloneCode.default(ajv, ajv.compile(eventSchema(route)));
  const bundled = await build({
    stdin: { contents: compiled, resolveDir: import.meta.dirname, loader: 'js' },
    bundle: true,
    format: 'cjs',
    platform: 'neutral',
    mainFields: ['main'],
    write: false,
    logLevel: 'silent',
  });
  return `
    const module = { exports: {} };
    ${bundled.outputFiles[0]?.text ?? ''}
    export const validatorFor = ({ name }) => {
      if (name === ${JSON.stringify(route.name)}) return module.exports;
      throw new Error(\`this bundle holds the validator of ${route.name}, not of \${name}\`);
    };
  `;
}
