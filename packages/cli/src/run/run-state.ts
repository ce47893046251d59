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
  /** Issuers outside the assembly that are answered for. Older versions do not write it. */
  readonly issuers?: readonly RunIssuer[];
  /** The address that answers for the hosts of issuers: `https://<host>/<path>` as `<url>/<host>/<path>`. */
  readonly issuerHost?: string;
  /** The authorizer of the first API; absent unless it has exactly one, made by Scopegate. */
  readonly authorizer?: RunAuthorizer;
  readonly clients: readonly RunClient[];
  /** May call every `AWS_IAM` route. */
  readonly iam: IamKey;
  /** Further callers, from `--identity` and `--identities`. Older versions do not write it. */
  readonly identities?: readonly RunIdentity[];
  /** The platform's admin endpoint. */
  readonly admin: { readonly url: string; readonly secret: string };
  /** The endpoint of its tables, in DynamoDB's protocol. Older versions do not write it. */
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
  /** On this machine. */
  readonly jwksUri: string;
}

/** An issuer outside the assembly that the platform answers for. */
export interface RunIssuer {
  readonly issuer: string;
  /** `stand-in`: the platform mints its tokens; `given`: its real keys are there. */
  readonly keys: 'stand-in' | 'given';
  readonly clients: readonly string[];
}

/** The data that the running authorizer decides with. */
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
