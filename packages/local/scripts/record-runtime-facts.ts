import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Facts } from '../test/functions/client/facts.ts';
import { factsUrl } from '../test/functions/client/facts.ts';
import { observeClient } from '../test/functions/client/observe-client.ts';
import type { NodeMajor } from '../test/functions/client/runtime-subject.ts';
import { subjects } from '../test/functions/client/subjects.ts';

/*
 * Records anew what AWS's runtime client does with the subjects. The client is built on installation (Debian: autoconf,
 * automake, libtool, libcurl4-openssl-dev, cmake, g++), hence is no dependency of the workspace:
 *
 *   npm install --prefix /some/where/24 aws-lambda-ric@4.0.2
 *   npm install --prefix /some/where/22 aws-lambda-ric@3.3.0
 *   node packages/local/scripts/record-runtime-facts.ts \
 *     --24 /some/where/24/node_modules/aws-lambda-ric/index.mjs --22 /some/where/22/node_modules/aws-lambda-ric/bin/index.mjs
 *
 * Version 4 is the client of nodejs24.x, version 3 that of nodejs22.x and before.
 */
const { values } = parseArgs({
  options: { 24: { type: 'string' }, 22: { type: 'string' }, only: { type: 'string', default: '' } },
});

for (const major of [24, 22] as const) {
  const client = values[major];
  if (client === undefined) continue;
  const facts = await record(major, client);
  if (values.only !== '') console.log(JSON.stringify(facts, null, 1));
  else writeFileSync(factsUrl(major), toText(facts));
}

async function record(major: NodeMajor, client: string): Promise<Facts> {
  const facts: Record<string, Facts[string]> = {};
  for (const [name, subject] of subjects) {
    if (!name.includes(values.only) || subject.nodes?.includes(major) === false) continue;
    facts[name] = await observeClient({ subject, major, client });
  }
  return facts;
}

/** A line for each call: differences between two recordings are easy to see. */
function toText(facts: Facts): string {
  const lines = Object.entries(facts).flatMap(([subject, calls]) =>
    Object.entries(calls).map(([call, fact]) => `${JSON.stringify({ subject, call, ...fact })}\n`),
  );
  return lines.join('');
}
