import type { PlannedAuthorizer } from '../expand/api-plan.ts';
import { expanded } from '../expand/expansion.ts';
import type { Json, JsonObject } from '../json-value.ts';
import type { PropertyReader } from '../properties/property-reader.ts';
import { modelled } from '../properties/property-table.ts';
import { invocationUri, permissionOf } from './sam-invocation.ts';
import type { Entry, SamResource } from './sam-resource.ts';
import { originOf } from './sam-resource.ts';

const authorizerProperties = {
  ...modelled('JwtConfiguration', 'IdentitySource', 'AuthorizationScopes'),
  ...modelled('FunctionArn', 'FunctionInvokeRole', 'Identity', 'AuthorizerPayloadFormatVersion'),
  ...modelled('EnableSimpleResponses', 'EnableFunctionDefaultPermissions'),
};

const identityMembers = modelled('Headers', 'QueryStrings', 'Context', 'StageVariables', 'ReauthorizeEvery');

/** What the `Auth.Authorizers` of an API come to: the authorizers, and permissions to invoke their functions. */
export interface SamAuthorizers {
  readonly planned: readonly PlannedAuthorizer[];
  readonly permissions: readonly Entry[];
}

/**
 * Reads the authorizers of an `AWS::Serverless::HttpApi`: JWT (`JwtConfiguration`) or Lambda (`FunctionArn`). A Lambda
 * authorizer without `Identity` has no identity source, and without `ReauthorizeEvery` is not cached.
 * @see https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-httpapi-httpapiauth.html
 */
export function readAuthorizers(api: SamResource, auth: PropertyReader | undefined): SamAuthorizers {
  const authorizers = auth?.object('Authorizers');
  const read = (authorizers?.names ?? []).flatMap((name) => {
    const properties = authorizers?.object(name, authorizerProperties);
    return properties === undefined ? [] : [{ name, properties }];
  });
  return {
    planned: read.map((one) => planned(one, api)),
    permissions: read.flatMap((one) => permissions(one, api)),
  };
}

interface Named {
  readonly name: string;
  readonly properties: PropertyReader;
}

function planned({ name, properties }: Named, api: SamResource): PlannedAuthorizer {
  const origin = originOf(api, 'Auth', 'Authorizers', name);
  const scopes = properties.written('AuthorizationScopes');
  const common = { name, origin, ...(scopes === undefined ? {} : { scopes }) };
  if (properties.has('JwtConfiguration')) return { ...common, type: 'JWT', properties: jwtProperties(properties) };
  if (!properties.has('FunctionArn')) {
    properties.fault('FunctionArn', {
      rule: 'sam-authorizer-kind',
      what: 'An authorizer needs a JwtConfiguration or a FunctionArn',
      remedy: 'Set one of the two.',
    });
  }
  return { ...common, type: 'CUSTOM', properties: lambdaProperties(properties) };
}

function jwtProperties(properties: PropertyReader): JsonObject {
  const configuration = properties.object('JwtConfiguration', modelled('issuer', 'audience', 'Issuer', 'Audience'));
  const source = properties.written('IdentitySource');
  return {
    AuthorizerType: 'JWT',
    ...(source === undefined ? {} : { IdentitySource: [source] }),
    JwtConfiguration: {
      Issuer: configuration?.written('issuer') ?? configuration?.written('Issuer') ?? '',
      Audience: configuration?.written('audience') ?? configuration?.written('Audience') ?? [],
    },
  };
}

function lambdaProperties(properties: PropertyReader): JsonObject {
  const identity = properties.object('Identity', identityMembers);
  const role = properties.written('FunctionInvokeRole');
  const ttl = identity?.written('ReauthorizeEvery');
  const simple = properties.written('EnableSimpleResponses');
  return {
    AuthorizerType: 'REQUEST',
    AuthorizerUri: invocationUri(properties.written('FunctionArn') ?? ''),
    AuthorizerPayloadFormatVersion: payloadFormat(properties),
    ...(identity === undefined ? {} : { IdentitySource: identitySource(identity) }),
    ...(ttl === undefined ? {} : { AuthorizerResultTtlInSeconds: ttl }),
    ...(simple === undefined ? {} : { EnableSimpleResponses: simple }),
    ...(role === undefined || role === 'NONE' ? {} : { AuthorizerCredentialsArn: role }),
  };
}

function payloadFormat(properties: PropertyReader): Json {
  const version = properties.written('AuthorizerPayloadFormatVersion');
  if (version !== undefined) return version;
  properties.fault('AuthorizerPayloadFormatVersion', {
    rule: 'sam-authorizer-payload-format',
    what: 'AuthorizerPayloadFormatVersion is required for a Lambda authorizer',
    remedy: 'Set it to 2.0 or 1.0.',
  });
  return '2.0';
}

const identitySource = (identity: PropertyReader): readonly string[] => [
  ...identity.strings('Headers').map((name) => `$request.header.${name}`),
  ...identity.strings('QueryStrings').map((name) => `$request.querystring.${name}`),
  ...identity.strings('Context').map((name) => `$context.${name}`),
  ...identity.strings('StageVariables').map((name) => `$stageVariables.${name}`),
];

/** HTTP APIs get none unless `EnableFunctionDefaultPermissions` asks for it. */
function permissions({ name, properties }: Named, api: SamResource): readonly Entry[] {
  if (properties.boolean('EnableFunctionDefaultPermissions') !== true) return [];
  const origin = originOf(api, 'Auth', 'Authorizers', name);
  const permission = permissionOf(properties.written('FunctionArn') ?? '', api.logicalId, 'authorizers/*');
  return [[`${api.logicalId}${name}AuthorizerPermission`, expanded('AWS::Lambda::Permission', permission, origin)]];
}
