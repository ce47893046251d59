import type { AccessRule } from '@scopegate/contract';
import type { Platform } from '@scopegate/local';
import { type ExpectedMatrix, noTokenColumn } from '../matrix/expected-matrix.ts';
import { expectedText } from '../matrix/expected-matrix-text.ts';
import type { Paint } from '../shell/paint.ts';
import { deviationTexts } from './deviation-texts.ts';
import { issuerText } from './issuer-text.ts';

export interface ProjectScreen {
  readonly platform: Pick<Platform, 'apis' | 'issuers' | 'notRun' | 'deviations' | 'warnings'>;
  readonly matrix: ExpectedMatrix;
  readonly defaultClient: string;
  readonly paint: Paint;
  /** A command as the user would type it. */
  readonly typed: (command: string) => string;
}

/** What the user sees once the project serves: URLs, the matrix, and commands to try. */
export function projectScreen({ platform, matrix, defaultClient, paint, typed }: ProjectScreen): string {
  const apis = platform.apis.map(({ name, url }) => `${paint('bold', name)}  ${url}\n`);
  const commands = [`call ${exampleRequest(matrix)}`, `mint --client ${defaultClient}`, 'matrix --live'].map(
    (command) => `  ${typed(command)}\n`,
  );
  return [
    ...apis,
    '\n',
    expectedText(matrix, paint),
    ...platform.issuers.map((one) => `\nissuer ${issuerText(one, typed)}\n`),
    ...notRunLine(platform.notRun),
    ...deviationTexts(platform.deviations).map((text) => `\ndiffers from AWS: ${text}\n`),
    ...deviationTexts(platform.warnings).map((text) => `\nwarning: ${text}\n`),
    '\ntry\n',
    ...commands,
    '\n',
  ].join('');
}

const needsToken: Record<AccessRule['kind'], boolean> = { open: false, authenticated: true, scopes: true, iam: false };

// A request that needs a token, as a client that may send it.
function exampleRequest({ columns, rows }: ExpectedMatrix): string {
  const [first] = rows;
  const row = rows.find(
    ({ route, access, allowed }) =>
      needsToken[access.kind] && route.startsWith('GET ') && !route.includes('{') && allowed.includes(true),
  );
  if (row === undefined) return first?.route ?? 'GET /';
  const client = columns.find((column, index) => column !== noTokenColumn && row.allowed[index] === true);
  return `${row.route} --client ${client}`;
}

function notRunLine(notRun: Platform['notRun']): string[] {
  if (notRun.length === 0) return [];
  const counts = new Map<string, number>();
  for (const { type } of notRun) counts.set(type, (counts.get(type) ?? 0) + 1);
  return [`\nnot run locally: ${[...counts].map(([type, count]) => `${count} ${type}`).join(', ')}\n`];
}
