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
  readonly functions: readonly LambdaFunction[];
  readonly tables: readonly Table[];
  readonly userPools: readonly UserPool[];
  /** Resources that serve no request here: listed, not run. */
  readonly notRun: readonly NotRun[];
}

/** Where in the assembly a thing was declared: what an error message names. */
export interface Located {
  readonly stack: string;
  readonly logicalId: string;
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
  | { readonly type: 'CUSTOM'; readonly authorizer: LambdaAuthorizer };

/** `AWS::ApiGatewayV2::Authorizer` of type REQUEST. */
export interface LambdaAuthorizer extends Located {
  readonly authorizerId: string;
  readonly name: string;
  readonly functionArn: string;
  readonly payloadFormatVersion: '2.0';
  /** `true`: `{ isAuthorized, context }`; `false`: an IAM policy. */
  readonly enableSimpleResponses: boolean;
  /** Expressions as written: `$request.header.Authorization`, `$context.routeKey`, ... */
  readonly identitySource: readonly string[];
  /** Seconds a result is cached; 0: never. */
  readonly resultTtlSeconds: number;
}

/** `AWS::ApiGatewayV2::Integration` of type AWS_PROXY. */
export interface Integration extends Located {
  readonly integrationId: string;
  readonly functionArn: string;
  readonly payloadFormatVersion: '2.0';
  /** 50 to 30000. */
  readonly timeoutMillis: number;
}

export interface LambdaFunction extends Located {
  readonly functionName: string;
  readonly arn: string;
  /** As in the template: `nodejs24.x`. */
  readonly runtime: string;
  /** `file.export`. */
  readonly handler: string;
  /** Absolute path of the unpacked asset. */
  readonly codeDirectory: string;
  readonly timeoutSeconds: number;
  readonly memoryMegabytes: number;
  readonly environment: Readonly<Record<string, string>>;
  readonly logFormat: 'Text' | 'JSON';
  readonly logGroup: string;
  readonly roleArn: string;
  /** The function's resource policy, from `AWS::Lambda::Permission`. */
  readonly permissions: readonly InvokePermission[];
}

export interface InvokePermission extends Located {
  readonly action: string;
  readonly principal: string;
  /** May hold `*` and `?`. */
  readonly sourceArn?: string;
}

export interface Table extends Located {
  readonly tableName: string;
  readonly arn: string;
  readonly attributeDefinitions: readonly { readonly name: string; readonly type: 'S' | 'N' | 'B' }[];
  readonly keySchema: readonly KeyElement[];
  readonly globalSecondaryIndexes: readonly {
    readonly indexName: string;
    readonly keySchema: readonly KeyElement[];
    readonly projection: {
      readonly type: 'ALL' | 'KEYS_ONLY' | 'INCLUDE';
      readonly nonKeyAttributes: readonly string[];
    };
  }[];
  readonly timeToLiveAttribute?: string;
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
