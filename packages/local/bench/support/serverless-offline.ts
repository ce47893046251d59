import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Candidate } from './candidate.ts';
import { authorizerCode, handlerCode } from './stack.ts';

const port = 43_117;

const configOf = (ttlSeconds: number): string => `service: bench
provider: { name: aws, runtime: nodejs20.x, httpApi: { authorizers: { auth: {
  type: request, functionName: authorizer, payloadVersion: '2.0', enableSimpleResponses: true, resultTtlInSeconds: ${ttlSeconds},
  identitySource: [ '$request.header.authorization' ] } } } }
functions:
  authorizer: { handler: authorizer.handler }
  handler: { handler: handler.handler, events: [ { httpApi: { method: GET, path: /hello, authorizer: { name: auth } } } ] }
plugins: [ serverless-offline ]
custom: { serverless-offline: { noPrependStageInUrl: true, reloadHandler: false } }
`;

/**
 * serverless-offline with the same two handlers, from an installation somewhere else: it is no dependency of ours.
 *
 * @param ttlSeconds how long its authorizer's results may be kept; version 13 keeps none whatever is said
 * @param installation a directory whose node_modules has `serverless` 3 and `serverless-offline` 13
 * @throws Error when it has not
 */
export function serverlessOffline(installation: string, directory: string, ttlSeconds: number): Candidate {
  const modules = resolve(installation, 'node_modules');
  const bin = join(modules, 'serverless', 'bin', 'serverless.js');
  if (!existsSync(bin) || !existsSync(join(modules, 'serverless-offline'))) {
    throw new Error(
      `${modules} has no serverless and serverless-offline. Allowed: a directory where they are installed. ` +
        'Run `npm install serverless@3 serverless-offline@13` in an empty one, or leave the option out.',
    );
  }
  mkdirSync(directory, { recursive: true });
  if (!existsSync(join(directory, 'node_modules'))) symlinkSync(modules, join(directory, 'node_modules'));
  // it passes on the client's letter case
  const authorizer = authorizerCode.replace(
    'event.headers.authorization',
    '(event.headers.authorization ?? event.headers.Authorization)',
  );
  writeFileSync(join(directory, 'serverless.yml'), configOf(ttlSeconds));
  writeFileSync(join(directory, 'authorizer.js'), authorizer);
  writeFileSync(join(directory, 'handler.js'), handlerCode);
  const command = [process.execPath, bin, 'offline', 'start', '--httpPort', String(port), '--host', '127.0.0.1'];
  return { name: 'serverless-offline', cwd: directory, command, url: `http://127.0.0.1:${port}` };
}
