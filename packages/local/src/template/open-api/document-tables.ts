import { harmless, modelled, type PropertyTable, refused } from '../properties/property-table.ts';

/** HTTP APIs import neither validation nor documentation; vendor extensions other than API Gateway's are not read. */
const documentationMembers = harmless(
  'HTTP APIs import routes, integrations, authorizers and CORS alone',
  'summary',
  'description',
  'tags',
  'externalDocs',
  'servers',
  'x-*',
);

const unknownExtensions = refused(
  {
    rule: 'open-api-extension',
    what: 'This extension is not run by the local platform',
    remedy: 'Remove it, or declare what it says as a resource.',
  },
  'x-amazon-apigateway-*',
);

/** The root of the document. */
export const documentTable: PropertyTable = {
  ...modelled('openapi', 'info', 'paths', 'components', 'security', 'x-amazon-apigateway-cors'),
  ...documentationMembers,
  ...unknownExtensions,
  ...harmless('the version of an export', 'x-amazon-apigateway-importexport-version'),
  ...refused(
    {
      rule: 'swagger-document',
      what: 'HTTP APIs import OpenAPI 3.0, not Swagger',
      remedy: 'Write the document as OpenAPI 3.0.',
    },
    'swagger',
  ),
};

export const info: PropertyTable = {
  ...modelled('title'),
  ...harmless('says nothing about requests', 'version', 'contact', 'license', 'termsOfService'),
  ...documentationMembers,
};

export const componentsTable: PropertyTable = {
  ...modelled('securitySchemes', 'x-amazon-apigateway-integrations'),
  ...harmless('HTTP APIs do not import it', 'schemas', 'responses', 'parameters', 'examples', 'requestBodies'),
  ...harmless('HTTP APIs do not import it', 'headers', 'links', 'callbacks'),
  ...documentationMembers,
  ...unknownExtensions,
};

/** By the key of a path item; what is not here is refused (`trace`, `$ref`). */
export const methodOf: Readonly<Record<string, string>> = {
  get: 'GET',
  post: 'POST',
  put: 'PUT',
  patch: 'PATCH',
  delete: 'DELETE',
  head: 'HEAD',
  options: 'OPTIONS',
  'x-amazon-apigateway-any-method': 'ANY',
};

export const pathItem: PropertyTable = {
  ...modelled(...Object.keys(methodOf)),
  ...harmless('HTTP APIs check no parameters', 'parameters'),
  ...documentationMembers,
  ...refused(
    { rule: 'open-api-method', what: 'HTTP APIs have no such method', remedy: 'Remove the operation.' },
    'trace',
  ),
};

export const operationTable: PropertyTable = {
  ...modelled('security', 'x-amazon-apigateway-integration', 'x-amazon-apigateway-auth', 'isDefaultRoute'),
  ...harmless('HTTP APIs check neither requests nor responses', 'parameters', 'requestBody', 'responses'),
  ...harmless('says nothing about requests', 'operationId', 'deprecated', 'callbacks'),
  ...documentationMembers,
  ...unknownExtensions,
};

export const schemeTable: PropertyTable = {
  ...modelled('type', 'x-amazon-apigateway-authorizer', 'x-amazon-apigateway-authtype'),
  ...harmless('the authorizer decides, not the scheme', 'name', 'in', 'scheme', 'bearerFormat', 'flows'),
  ...harmless('the authorizer decides, not the scheme', 'openIdConnectUrl'),
  ...documentationMembers,
  ...unknownExtensions,
};
