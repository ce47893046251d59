import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAccessTable } from '@scopegate/contract/decision';
import { createAuthorizer, type ResponseFormat } from './create-authorizer.ts';
import { parseIssuers } from './issuers/parse-issuers.ts';

// The entry of the prebuilt file. Beside it lies access-table.json, made at synth; the rest comes from the environment.

const table = parseAccessTable(readFileSync(join(__dirname, 'access-table.json'), 'utf8'));

export const handler = createAuthorizer({
  table,
  issuers: parseIssuers(process.env['SCOPEGATE_ISSUERS']),
  response: parseResponse(process.env['SCOPEGATE_RESPONSE']),
  trace: process.env['SCOPEGATE_TRACE'] === '1',
});

function parseResponse(text: string | undefined): ResponseFormat {
  if (text === undefined || text === 'simple') return 'simple';
  if (text === 'policy') return text;
  throw new Error(
    `SCOPEGATE_RESPONSE is ${JSON.stringify(text)}. Allowed: simple, policy; simple when it is not set. Set it to what the API's authorizer is configured for.`,
  );
}
