/** A running platform, as `start` writes it down and the other commands read it. Holds secrets: mode 0600. */
export interface RunState {
  readonly version: 1;
  readonly port: number;
  readonly pid: number;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  /** Of the first API; no trailing slash. */
  readonly url: string;
  /** By `<stack>/<logical ID>`, and by logical ID alone. */
  readonly apis: Readonly<Record<string, string>>;
  /** Of the first pool; absent when there is none. */
  readonly tokenEndpoint?: string;
  readonly issuer?: string;
  readonly pools: readonly RunPool[];
  /** What decides over the first API; absent unless exactly one authorizer of Scopegate does. */
  readonly authorizer?: RunAuthorizer;
  readonly clients: readonly RunClient[];
  /** Opens every `AWS_IAM` route. */
  readonly iam: IamKey;
  /** Further callers, from `--identity` and `--identities`. Absent in what older versions wrote. */
  readonly identities?: readonly RunIdentity[];
  /** The platform's admin endpoint. */
  readonly admin: { readonly url: string; readonly secret: string };
  /** Where its tables are, in DynamoDB's protocol. Absent in what older versions wrote. */
  readonly databaseEndpoint?: string;
  readonly tables?: readonly { readonly logicalId: string; readonly tableName: string }[];
  /** A template has no contract. @default project */
  readonly served?: 'project' | 'template';
  /** Absolute: the directory or the file that is served. */
  readonly assembly: string;
}

/** A user pool of the running platform. */
export interface RunPool {
  /** `https://cognito-idp...`: the `iss` of its tokens. */
  readonly issuer: string;
  /** Local. */
  readonly jwksUri: string;
}

/** What the running authorizer decides by. */
interface RunAuthorizer {
  /** Absolute: the access table in its code. */
  readonly accessTable: string;
  /** Its `SCOPEGATE_ISSUERS`, a JSON array. Holds no secret. */
  readonly issuers: string;
}

/** An OAuth client of the running platform. */
export interface RunClient {
  readonly clientId: string;
  readonly name: string;
  readonly clientSecret?: string;
  /** `<resource server>/<scope>`. */
  readonly scopes: readonly string[];
  /** Absent when its user pool has no domain. */
  readonly tokenEndpoint?: string;
}

export interface IamKey {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Of temporary credentials. */
  readonly sessionToken?: string;
  readonly region: string;
}

/** A caller of `AWS_IAM` routes. */
export interface RunIdentity {
  readonly name: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/**
 * Reads a state file's text; `undefined` for what this version did not write. A record that leads away from this machine
 * is none: it may have come with somebody's repository, and tokens are sent to where it says.
 */
export function parseRunState(text: string): RunState | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  return isRunState(value) ? value : undefined;
}

const isRunState = (value: unknown): value is RunState => {
  if (typeof value !== 'object' || value === null) return false;
  const state = value as Partial<Record<keyof RunState, unknown>>;
  return (
    state.version === 1 &&
    Number.isInteger(state.port) &&
    Number.isInteger(state.pid) &&
    typeof state.url === 'string' &&
    typeof state.assembly === 'string' &&
    isObject(state.iam) &&
    areObjects(state.pools) &&
    areObjects(state.clients) &&
    addressesOf(value as RunState).every(isLocal)
  );
};

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null;

const areObjects = (value: unknown): boolean => Array.isArray(value) && value.every(isObject);

const addressesOf = ({ url, apis, admin, tokenEndpoint, databaseEndpoint, pools, clients }: RunState): unknown[] => [
  url,
  ...Object.values(apis ?? {}),
  admin?.url,
  tokenEndpoint,
  databaseEndpoint,
  ...pools.map((pool) => pool.jwksUri),
  ...clients.map((client) => client.tokenEndpoint),
];

const isLocal = (address: unknown): boolean =>
  address === undefined || (typeof address === 'string' && /^http:\/\/127\.0\.0\.1:\d+(?:\/|$)/.test(address));
