import type { Platform } from '@scopegate/local';
import { messageOf } from '../shell/error-message.ts';
import { TemplateRefusal } from './template-refusal.ts';

/** A started platform, for programs. Contains no secret: secrets are in the record, which only its owner can read. */
export interface StartReport {
  readonly version: 1;
  readonly status: 'ready';
  /** Of the first API. */
  readonly url: string;
  readonly apis: Platform['apis'];
  readonly domains: Platform['domains'];
  readonly functions: Platform['functions'];
  readonly tables: Platform['tables'];
  /** The endpoint of the tables, in DynamoDB's protocol. */
  readonly databaseEndpoint: string;
  readonly pools: readonly ReportedPool[];
  readonly issuers: Platform['issuers'];
  readonly notRun: Platform['notRun'];
  readonly deviations: Platform['deviations'];
  readonly warnings: Platform['warnings'];
  readonly admin: { readonly url: string };
  readonly inspectorUrl?: string;
  /** Absolute: the file with the secrets of clients, callers and the admin endpoint. */
  readonly record: string;
}

interface ReportedPool {
  readonly poolId: string;
  readonly issuer: string;
  readonly tokenEndpoint?: string;
  readonly jwksUri: string;
  readonly clients: readonly { readonly clientId: string; readonly name: string; readonly scopes: readonly string[] }[];
}

/** The report of a started platform. @param record absolute: the file of its record */
export function startReport(platform: Platform, record: string): StartReport {
  const { apis, domains, functions, tables, databaseEndpoint, pools, issuers, notRun, deviations, warnings, admin } =
    platform;
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
    issuers,
    notRun,
    deviations,
    warnings,
    admin: { url: admin.url },
    ...(inspectorUrl !== undefined && { inspectorUrl }),
    record,
  };
}

// Member by member, so that no secret is included.
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

/** Why a platform did not start, for programs: `refused` with every fault of the template, otherwise `failed`. */
export function failureReport(error: unknown) {
  const message = messageOf(error);
  if (error instanceof TemplateRefusal) return { version: 1, status: 'refused', message, faults: error.faults };
  return { version: 1, status: 'failed', message };
}
