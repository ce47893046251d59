import type { Deviation } from './deviation.ts';
import type { Located } from './located.ts';

/**
 * What a cloud assembly says, resolved: plain values, no intrinsics. The template layer makes it; the services
 * provision themselves from it; the gateway answers by it. Nothing here is about one particular API.
 *
 * Physical names that AWS would make up (API ids, client ids, ...) are derived from `<stack>/<logicalId>`, so they are
 * the same at every start.
 */
export interface Model {
  readonly partition: string;
  readonly region: string;
  /** Twelve digits. */
  readonly accountId: string;
  readonly apis: readonly Api[];
  readonly domainNames: readonly DomainName[];
  readonly functions: readonly LambdaFunction[];
  readonly tables: readonly Table[];
  readonly userPools: readonly UserPool[];
  /** The roles of the functions that are served, where there are tables to get at. A role that is not here is not known. */
  readonly roles: readonly Role[];
  /** Resources that serve no request here: listed, not run. */
  readonly notRun: readonly NotRun[];
  /** What of the template is run otherwise than on AWS. @default nothing */
  readonly deviations?: readonly Deviation[];
  /** Absolute paths of what it was read from: templates and manifests, and the functions' directories and zips. */
  readonly sources?: readonly string[];
}

export interface NotRun extends Located {
  readonly type: string;
}

/** `AWS::ApiGatewayV2::Api` with everything that hangs on it. */
export interface Api extends Located {
  /** Ten lower-case letters and digits. */
  readonly apiId: string;
  readonly name: string;
  readonly cors?: Cors;
  readonly disableExecuteApiEndpoint: boolean;
  readonly stages: readonly Stage[];
  readonly routes: readonly Route[];
  /** Answered with 501: left out by the user, because they cannot be run. */
  readonly skippedRoutes?: readonly SkippedRoute[];
}

/** A route that is left out: its key still wins over other routes. */
export interface SkippedRoute extends Located {
  readonly routeKey: string;
}

/** `CorsConfiguration`, as the template has it. */
export interface Cors {
  readonly allowCredentials: boolean;
  readonly allowHeaders: readonly string[];
  readonly allowMethods: readonly string[];
  readonly allowOrigins: readonly string[];
  readonly exposeHeaders: readonly string[];
  readonly maxAgeSeconds?: number;
}

export interface Throttle {
  /** Requests per second. */
  readonly rateLimit?: number;
  readonly burstLimit?: number;
}

export interface Stage extends Located {
  /** `$default` or a name that prefixes the path. */
  readonly name: string;
  readonly variables: Readonly<Record<string, string>>;
  readonly defaultThrottle: Throttle;
  /** By route key. */
  readonly routeThrottles: Readonly<Record<string, Throttle>>;
  readonly accessLog?: { readonly format: string; readonly destinationArn: string };
}

export interface Route extends Located {
  /** `METHOD /path/{name}`, `METHOD /path/{name+}`, `ANY /path` or `$default`. */
  readonly routeKey: string;
  readonly authorization: Authorization;
  readonly integration: Integration;
}

export type Authorization =
  | { readonly type: 'NONE' }
  | { readonly type: 'AWS_IAM' }
  | { readonly type: 'CUSTOM'; readonly authorizer: LambdaAuthorizer }
  | {
      readonly type: 'JWT';
      readonly authorizer: JwtAuthorizer;
      /** Any one of them is enough; none: every good token is. */
      readonly scopes: readonly string[];
    };

/** `AWS::ApiGatewayV2::Authorizer` of type REQUEST. */
export interface LambdaAuthorizer extends Located {
  readonly authorizerId: string;
  readonly name: string;
  readonly functionArn: string;
  readonly payloadFormatVersion: PayloadFormatVersion;
  /** `true`: `{ isAuthorized, context }`, payload format 2.0 only; `false`: an IAM policy. */
  readonly enableSimpleResponses: boolean;
  /** Expressions as written: `$request.header.Authorization`, `$context.routeKey`, ... */
  readonly identitySource: readonly string[];
  /** Seconds a result is cached; 0: never. Absent where the template gives none: the gateway's setting decides. */
  readonly resultTtlSeconds?: number;
  readonly invokedAs?: InvokingRole;
}

/** `AWS::ApiGatewayV2::Authorizer` of type JWT. */
export interface JwtAuthorizer extends Located {
  readonly authorizerId: string;
  readonly name: string;
  /** As written: tokens must name exactly it. */
  readonly issuer: string;
  readonly audience: readonly string[];
  /** One expression: `$request.header.<name>` or `$request.querystring.<name>`. */
  readonly identitySource: string;
}

export type PayloadFormatVersion = '1.0' | '2.0';

/** `AWS::ApiGatewayV2::Integration`. */
export type Integration = LambdaIntegration | HttpProxyIntegration;

export interface LambdaIntegration extends Located {
  readonly type: 'AWS_PROXY';
  readonly integrationId: string;
  readonly functionArn: string;
  readonly payloadFormatVersion: PayloadFormatVersion;
  /** 50 to 30000. */
  readonly timeoutMillis: number;
  /** As of {@link HttpProxyIntegration}. @default none */
  readonly requestParameters?: Readonly<Record<string, string>>;
  /** As of {@link HttpProxyIntegration}. @default none */
  readonly responseParameters?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly invokedAs?: InvokingRole;
}

/** The role in which API Gateway invokes a function. @default none, the function's resource policy decides */
export interface InvokingRole {
  readonly roleArn: string;
  /** Why the role may not invoke the function; absent when it may. */
  readonly denial?: string;
}

export interface HttpProxyIntegration extends Located {
  readonly type: 'HTTP_PROXY';
  readonly integrationId: string;
  /** Absolute, `http` or `https`; may hold `{name}` of the route's path parameters. */
  readonly uri: string;
  /** The method sent; `ANY`: the request's own. */
  readonly method: string;
  /** 50 to 30000. */
  readonly timeoutMillis: number;
  /** Destination (`append:header.x`, `overwrite:path`, ...) to source, as written. */
  readonly requestParameters: Readonly<Record<string, string>>;
  /** By status code: destination (`overwrite:statuscode`, ...) to source. */
  readonly responseParameters: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** `AWS::ApiGatewayV2::DomainName` with its `AWS::ApiGatewayV2::ApiMapping`s. */
export interface DomainName extends Located {
  /** Lower case: `api.example.com`. */
  readonly domainName: string;
  /** `MutualTlsAuthentication`: clients need a certificate that the truststore vouches for. */
  readonly mutualTls: boolean;
  readonly mappings: readonly ApiMapping[];
}

export interface ApiMapping extends Located {
  readonly apiId: string;
  /** Name of a stage of that API. */
  readonly stage: string;
  /** Without slashes at its ends: `orders/v1`; empty for the root. */
  readonly key: string;
}

export interface LambdaFunction extends Located {
  readonly functionName: string;
  /** With the version or the alias, where routes reach the function by one. */
  readonly arn: string;
  /** The version that runs. @default `$LATEST` */
  readonly version?: string;
  /** As in the template: `nodejs24.x`. */
  readonly runtime: string;
  /** `file.export`. */
  readonly handler: string;
  /** Absolute path of the unpacked code; empty as long as it is packed. */
  readonly codeDirectory: string;
  /** In the template's order; gone when they are unpacked. @default none */
  readonly layers?: readonly LayerContent[];
  /** Absolute paths of the unpacked layers, in the template's order: a later one covers an earlier. @default none */
  readonly layerDirectories?: readonly string[];
  /** What is unpacked into a directory before the function runs. */
  readonly packedCode?: PackedCode;
  readonly timeoutSeconds: number;
  readonly memoryMegabytes: number;
  /** Calls at a time, of this function alone; one beyond is throttled. 0: every call is. @default the account's limit */
  readonly reservedConcurrency?: number;
  readonly environment: Readonly<Record<string, string>>;
  readonly logFormat: 'Text' | 'JSON';
  /** Of JSON logs. @default INFO, as on AWS */
  readonly applicationLogLevel?: 'TRACE' | 'DEBUG' | 'INFO' | 'WARN' | 'ERROR' | 'FATAL';
  /** Of Lambda's own lines in JSON logs. @default INFO, as on AWS */
  readonly systemLogLevel?: 'DEBUG' | 'INFO' | 'WARN';
  readonly logGroup: string;
  readonly roleArn: string;
  /** The function's resource policy, from `AWS::Lambda::Permission`. */
  readonly permissions: readonly InvokePermission[];
}

/** What `/opt` is filled with: a directory or a zip, by its absolute path. */
export type LayerContent = { readonly directory: string } | { readonly zipFile: string };

/** A zip by its absolute path, or the text of an `index.js`. */
export type PackedCode = { readonly zipFile: string } | { readonly source: string };

export interface InvokePermission extends Located {
  readonly action: string;
  readonly principal: string;
  /** May hold `*` and `?`. */
  readonly sourceArn?: string;
}

/** `AWS::IAM::Role` with all policies that are attached to it, as far as they are about tables. */
export interface Role {
  readonly arn: string;
  readonly statements: readonly PolicyStatement[];
  /** `PermissionsBoundary`: must allow an action, too. */
  readonly boundary?: readonly PolicyStatement[];
  /** Attached policies that AWS manages and that are not known here: they grant nothing. */
  readonly unknownPolicies: readonly UnknownPolicy[];
}

/** Located at the role that has it. */
export interface UnknownPolicy extends Located {
  readonly arn: string;
}

/** One statement of a policy: resolved, without conditions. */
export interface PolicyStatement {
  readonly effect: 'Allow' | 'Deny';
  readonly action: PolicySelector;
  readonly resource: PolicySelector;
}

/** Patterns with `*` and `?`, or with `negated` everything but them. */
export interface PolicySelector {
  readonly negated: boolean;
  readonly patterns: readonly string[];
}

export interface Table extends Located {
  readonly tableName: string;
  readonly arn: string;
  readonly attributeDefinitions: readonly { readonly name: string; readonly type: 'S' | 'N' | 'B' }[];
  readonly keySchema: readonly KeyElement[];
  readonly globalSecondaryIndexes: readonly SecondaryIndex[];
  /** @default none */
  readonly localSecondaryIndexes?: readonly SecondaryIndex[];
  readonly timeToLiveAttribute?: string;
}

export interface SecondaryIndex {
  readonly indexName: string;
  readonly keySchema: readonly KeyElement[];
  readonly projection: {
    readonly type: 'ALL' | 'KEYS_ONLY' | 'INCLUDE';
    readonly nonKeyAttributes: readonly string[];
  };
}

export interface KeyElement {
  readonly name: string;
  readonly type: 'HASH' | 'RANGE';
}

export interface UserPool extends Located {
  /** `<region>_<nine letters and digits>`. */
  readonly poolId: string;
  readonly name: string;
  /** `https://cognito-idp.<region>.amazonaws.com/<poolId>`: the `iss` of its tokens. */
  readonly issuer: string;
  /** The domain prefix, where the pool has one: without it there is no token endpoint. */
  readonly domain?: string;
  readonly resourceServers: readonly {
    readonly identifier: string;
    readonly scopes: readonly string[];
  }[];
  readonly clients: readonly UserPoolClient[];
}

export interface UserPoolClient extends Located {
  readonly clientId: string;
  readonly name: string;
  readonly generateSecret: boolean;
  /** `client_credentials` only, for now. */
  readonly flows: readonly string[];
  /** `<resource server>/<scope>`. */
  readonly scopes: readonly string[];
  /** Life of an access token; Cognito's default is 3600. */
  readonly accessTokenSeconds: number;
}

/** The name that tells two things of the same logical ID in different stacks apart. */
export const qualifiedId = (at: Located): string => `${at.stack}/${at.logicalId}`;
