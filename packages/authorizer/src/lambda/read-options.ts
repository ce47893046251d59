import { readFileSync } from 'node:fs';
import { parseAccessTable } from '@scopegate/contract/decision';
import type { ChainOptions } from '../create-chain.ts';
import { misconfiguration } from '../issuers/misconfiguration.ts';
import { parseIssuers } from '../issuers/parse-issuers.ts';

/**
 * What a prebuilt file starts from: `access-table.json` beside it, made at synth, and the environment.
 *
 * @param response what this file answers with
 * @throws {Error} for a table or issuers that are not good, and when `SCOPEGATE_RESPONSE` asks for the other file's answers
 */
export function readOptions(directory: string, response: 'simple' | 'policy'): ChainOptions {
  const { SCOPEGATE_RESPONSE: asked = 'simple', SCOPEGATE_ISSUERS: issuers, SCOPEGATE_TRACE: trace } = process.env;
  if (asked !== response) throw misconfiguration([{ at: 'SCOPEGATE_RESPONSE', given: asked, allowed: [response] }]);
  return {
    table: parseAccessTable(readFileSync(`${directory}/access-table.json`, 'utf8')),
    issuers: parseIssuers(issuers),
    trace: trace === '1',
  };
}
