import type { UserPool } from '../../../model/index.ts';
import { quote } from '../../../runtime/index.ts';
import type { PropertyReader } from '../../properties/property-reader.ts';
import { harmless, modelled } from '../../properties/property-table.ts';
import type { ResourceIdentity, ResourceType } from '../resource-type.ts';

export interface ResourceServerPart {
  readonly properties: PropertyReader;
  readonly userPoolId: string;
  readonly server: UserPool['resourceServers'][number];
}

const scopeMembers = {
  ...modelled('ScopeName'),
  ...harmless('a text for consoles', 'ScopeDescription'),
};

/** Cognito's alphabet for scope names: RFC 6749 section 3.3 without the slash. */
const scopeName = /^[\x21\x23-\x2E\x30-\x5B\x5D-\x7E]{1,256}$/;

const identifier = (self: ResourceIdentity): string => self.given('Identifier') ?? '';

/**
 * `Ref` is the identifier, which prefixes the scopes: `<identifier>/<scope>`.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cognito-userpoolresourceserver.html
 */
export const resourceServerType: ResourceType<ResourceServerPart> = {
  type: 'AWS::Cognito::UserPoolResourceServer',
  properties: {
    ...modelled('UserPoolId', 'Identifier', 'Scopes'),
    ...harmless('a text for consoles', 'Name'),
  },
  ref: identifier,
  attributes: {},
  read: (properties) => ({
    properties,
    userPoolId: properties.string('UserPoolId'),
    server: {
      identifier: properties.string('Identifier'),
      scopes: properties.objects('Scopes', scopeMembers).map(readScope),
    },
  }),
};

function readScope(properties: PropertyReader): string {
  const name = properties.string('ScopeName');
  if (!scopeName.test(name)) {
    properties.fault('ScopeName', {
      rule: 'scope-name',
      what: `${quote(name)} is not a scope name`,
      remedy: 'Use 1 to 256 printable ASCII characters without space, quote, slash and backslash.',
    });
  }
  return name;
}
