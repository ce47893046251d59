import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAccessTable } from '@scopegate/contract/decision';
import { createAuthorizer } from './create-authorizer.ts';
import { parseIssuers } from './issuers/parse-issuers.ts';

// The entry of the prebuilt file. Beside it lies access-table.json, made at synth; issuers come from the environment.

const table = parseAccessTable(readFileSync(join(__dirname, 'access-table.json'), 'utf8'));

export const handler = createAuthorizer({
  table,
  issuers: parseIssuers(process.env['SCOPEGATE_ISSUERS']),
  trace: process.env['SCOPEGATE_TRACE'] === '1',
});
