import { harmless, modelled, type PropertyTable, refused } from '../properties/property-table.ts';

/** HTTP APIs import neither validation nor documentation; vendor extensions but API Gateway's are nobody's here. */
const DOCUMENTATION = harmless(
  'HTTP APIs import routes, integrations, authorizers and CORS alone',
  'summary',
  'description',
  'tags',
  'externalDocs',
  'servers',
  'x-*',
);

const UNKNOWN_EXTENSIONS = refused(
  'This extension is not run by the local platform',
  'Remove it, or declare what it says as a resource.',
  'x-amazon-apigateway-*',
);

/** The root of the document. */
export const DOCUMENT: PropertyTable = {
  ...modelled('openapi', 'info', 'paths', 'components', 'security', 'x-amazon-apigateway-cors'),
  ...DOCUMENTATION,
  ...UNKNOWN_EXTENSIONS,
  ...harmless('the version of an export', 'x-amazon-apigateway-importexport-version'),
  ...refused('HTTP APIs import OpenAPI 3.0, not Swagger', 'Write the document as OpenAPI 3.0.', 'swagger'),
};

export const INFO: PropertyTable = {
  ...modelled('title'),
  ...harmless('says nothing about requests', 'version', 'contact', 'license', 'termsOfService'),
  ...DOCUMENTATION,
};

export const COMPONENTS: PropertyTable = {
  ...modelled('securitySchemes', 'x-amazon-apigateway-integrations'),
  ...harmless('HTTP APIs do not import it', 'schemas', 'responses', 'parameters', 'examples', 'requestBodies'),
  ...harmless('HTTP APIs do not import it', 'headers', 'links', 'callbacks'),
  ...DOCUMENTATION,
  ...UNKNOWN_EXTENSIONS,
};

/** By the key of a path item; what is not here is refused (`trace`, `$ref`). */
export const METHOD_OF: Readonly<Record<string, string>> = {
  get: 'GET',
  post: 'POST',
  put: 'PUT',
  patch: 'PATCH',
  delete: 'DELETE',
  head: 'HEAD',
  options: 'OPTIONS',
  'x-amazon-apigateway-any-method': 'ANY',
};

export const PATH_ITEM: PropertyTable = {
  ...modelled(...Object.keys(METHOD_OF)),
  ...harmless('HTTP APIs check no parameters', 'parameters'),
  ...DOCUMENTATION,
  ...refused('HTTP APIs have no such method', 'Remove the operation.', 'trace'),
};

export const OPERATION: PropertyTable = {
  ...modelled('security', 'x-amazon-apigateway-integration', 'x-amazon-apigateway-auth'),
  ...harmless('HTTP APIs check neither requests nor responses', 'parameters', 'requestBody', 'responses'),
  ...harmless('says nothing about requests', 'operationId', 'deprecated', 'callbacks', 'isDefaultRoute'),
  ...DOCUMENTATION,
  ...UNKNOWN_EXTENSIONS,
};

export const SCHEME: PropertyTable = {
  ...modelled('type', 'x-amazon-apigateway-authorizer', 'x-amazon-apigateway-authtype'),
  ...harmless('the authorizer decides, not the scheme', 'name', 'in', 'scheme', 'bearerFormat', 'flows'),
  ...harmless('the authorizer decides, not the scheme', 'openIdConnectUrl'),
  ...DOCUMENTATION,
  ...UNKNOWN_EXTENSIONS,
};
