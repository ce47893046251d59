import type { Origin } from '../assembly/stack-template.ts';
import type { PlannedAuthorizer } from '../expand/api-plan.ts';
import { handedOn } from '../expand/expansion.ts';
import type { Json, JsonObject } from '../json-value.ts';
import type { PropertyReader } from '../properties/property-reader.ts';
import { harmless, modelled } from '../properties/property-table.ts';
import { schemeTable } from './document-tables.ts';
import { versionText } from './version-text.ts';

/** A security scheme: AWS's own signatures, an authorizer, or neither, which no route can use. */
export type Scheme =
  | { readonly type: 'NEITHER' }
  | { readonly type: 'AWS_IAM' }
  | { readonly type: 'AUTHORIZER'; readonly planned: PlannedAuthorizer };

const authorizerProperties = {
  ...modelled('type', 'identitySource', 'jwtConfiguration', 'authorizerUri', 'authorizerCredentials'),
  ...modelled('authorizerPayloadFormatVersion', 'authorizerResultTtlInSeconds', 'enableSimpleResponses'),
  ...harmless('not used by HTTP APIs', 'identityValidationExpression'),
};

/**
 * Reads `components.securitySchemes`.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-authorizer.html
 */
export function readSchemes(schemes: PropertyReader | undefined, origin: Origin): ReadonlyMap<string, Scheme> {
  const entries = (schemes?.names ?? []).flatMap((name) => {
    const scheme = schemes?.object(name, schemeTable);
    return scheme === undefined ? [] : [[name, readScheme(name, scheme, origin)] as const];
  });
  return new Map(entries);
}

function readScheme(name: string, scheme: PropertyReader, document: Origin): Scheme {
  const authtype = scheme.optionalString('x-amazon-apigateway-authtype');
  const extension = scheme.object('x-amazon-apigateway-authorizer', authorizerProperties);
  if (extension === undefined)
    return authtype?.toLowerCase() === 'awssigv4' ? { type: 'AWS_IAM' } : { type: 'NEITHER' };
  const path = `${document.path}.components.securitySchemes.${name}.x-amazon-apigateway-authorizer`;
  const type = extension.requiredOneOf(
    'type',
    ['jwt', 'request'],
    'HTTP APIs have authorizers of type jwt and request.',
  );
  const isJwt = type === 'jwt';
  const properties = isJwt ? jwtProperties(extension) : requestProperties(extension);
  return {
    type: 'AUTHORIZER',
    planned: { name, type: isJwt ? 'JWT' : 'CUSTOM', properties, origin: { ...document, path } },
  };
}

function jwtProperties(extension: PropertyReader): JsonObject {
  const configuration = extension.object('jwtConfiguration', modelled('issuer', 'audience'));
  return {
    AuthorizerType: 'JWT',
    ...identitySource(extension),
    JwtConfiguration: {
      Issuer: configuration?.written('issuer') ?? '',
      Audience: configuration?.written('audience') ?? [],
    },
  };
}

const requestAuthorizerProperties = {
  authorizerUri: 'AuthorizerUri',
  authorizerCredentials: 'AuthorizerCredentialsArn',
  authorizerPayloadFormatVersion: 'AuthorizerPayloadFormatVersion',
  authorizerResultTtlInSeconds: 'AuthorizerResultTtlInSeconds',
  enableSimpleResponses: 'EnableSimpleResponses',
} as const;

function requestProperties(extension: PropertyReader): JsonObject {
  const given = handedOn(extension, Object.keys(requestAuthorizerProperties));
  const renamed = Object.entries(requestAuthorizerProperties).flatMap(
    ([name, property]): (readonly [string, Json])[] => {
      const value = given[name];
      const isVersion = name === 'authorizerPayloadFormatVersion';
      return value === undefined ? [] : [[property, isVersion ? versionText(value) : value]];
    },
  );
  return { AuthorizerType: 'REQUEST', ...identitySource(extension), ...Object.fromEntries(renamed) };
}

/** One text in which commas part the expressions, or a list of them. */
function identitySource(extension: PropertyReader): JsonObject {
  const written = extension.written('identitySource');
  if (written === undefined) return {};
  if (typeof written !== 'string') return { IdentitySource: Array.isArray(written) ? written : [written] };
  return { IdentitySource: written.split(',').map((expression) => expression.trim()) };
}
