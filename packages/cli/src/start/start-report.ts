import type { Platform } from '@scopegate/local';
import { CliError, messageOf } from '../shell/cli-error.ts';
import { TemplateRefusal } from './template-refusal.ts';

/** What a started platform is, for programs. Holds no secret: those are in the record, which only its owner can read. */
export interface StartReport {
  readonly version: 1;
  readonly status: 'ready';
  /** Of the first API. */
  readonly url: string;
  readonly apis: Platform['apis'];
  readonly domains: Platform['domains'];
  readonly functions: Platform['functions'];
  readonly tables: Platform['tables'];
  /** Where the tables are: DynamoDB's protocol. */
  readonly databaseEndpoint: string;
  readonly pools: readonly ReportedPool[];
  readonly notRun: Platform['notRun'];
  readonly deviations: Platform['deviations'];
  readonly admin: { readonly url: string };
  readonly inspectorUrl?: string;
  /** Absolute: the file with secrets of clients, callers and the admin endpoint. */
  readonly record: string;
}

interface ReportedPool {
  readonly poolId: string;
  readonly issuer: string;
  readonly tokenEndpoint?: string;
  readonly jwksUri: string;
  readonly clients: readonly { readonly clientId: string; readonly name: string; readonly scopes: readonly string[] }[];
}

/** @param record absolute: where it is written down */
export function startReport(platform: Platform, record: string): StartReport {
  const { apis, domains, functions, tables, databaseEndpoint, pools, notRun, deviations, admin } = platform;
  const { inspectorUrl } = platform;
  return {
    version: 1,
    status: 'ready',
    url: apis[0]?.url ?? '',
    apis,
    domains,
    functions,
    tables,
    databaseEndpoint,
    pools: pools.map(reportedPool),
    notRun,
    deviations,
    admin: { url: admin.url },
    ...(inspectorUrl !== undefined && { inspectorUrl }),
    record,
  };
}

// Member by member, so that nothing secret comes along.
const reportedPool = ({
  poolId,
  issuer,
  tokenEndpoint,
  jwksUri,
  clients,
}: Platform['pools'][number]): ReportedPool => ({
  poolId,
  issuer,
  ...(tokenEndpoint !== undefined && { tokenEndpoint }),
  jwksUri,
  clients: clients.map(({ clientId, name, scopes }) => ({ clientId, name, scopes })),
});

/** What kept a platform from starting, for programs: `refused` with every fault of the template, else `failed`. */
export function failureReport(error: unknown) {
  const message = error instanceof CliError ? error.message : messageOf(error);
  if (error instanceof TemplateRefusal) return { version: 1, status: 'refused', message, faults: error.faults };
  return { version: 1, status: 'failed', message };
}
