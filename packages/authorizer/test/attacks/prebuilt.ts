import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { compileFunction } from 'node:vm';
import type { AccessTable } from '@scopegate/contract/decision';
import { bundle } from '../../scripts/bundle.ts';
import type { Authorizer, AuthorizerOptions, IssuerSettings } from '../../src/index.ts';

const text = await bundle('./src/lambda/simple.ts', 'handler', fileURLToPath(new URL('../..', import.meta.url)));

export interface PrebuiltOptions extends Required<Pick<AuthorizerOptions, 'now' | 'fetchJson'>> {
  readonly table: AccessTable;
  readonly issuers: readonly IssuerSettings[];
}

/** The handler of the prebuilt file as it is deployed: the same text, its clock, its network and its files given to it. */
export function loadPrebuilt({ table, issuers, now, fetchJson }: PrebuiltOptions): Authorizer {
  const files = { readFileSync: () => JSON.stringify(table) };
  const network = {
    get(url: string, _options: unknown, answer: (response: object) => void) {
      void fetchJson(url).then((document) =>
        answer(Object.assign(Readable.from([Buffer.from(JSON.stringify(document))]), { statusCode: 200 })),
      );
      return { on: () => undefined };
    },
  };
  class Clock extends Date {
    static override now = now;
  }
  const surroundings = {
    exports: {} as { handler: Authorizer },
    require: (id: string) => (id === 'node:fs' ? files : process.getBuiltinModule(id)),
    __dirname: '/var/task',
    process: {
      env: { SCOPEGATE_ISSUERS: JSON.stringify(issuers) },
      getBuiltinModule: () => network,
      stdout: { write: () => true },
    },
    Date: Clock,
  };
  compileFunction(text, Object.keys(surroundings))(...Object.values(surroundings));
  return surroundings.exports.handler;
}
