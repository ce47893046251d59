import { quote } from '../../../runtime/index.ts';
import type { PropertyReader } from '../../properties/property-reader.ts';
import { harmless, modelled, refused } from '../../properties/property-table.ts';
import type { ResourceIdentity, ResourceType } from '../resource-type.ts';

export interface UserPoolDomainPart {
  readonly properties: PropertyReader;
  readonly userPoolId: string;
  readonly domain: string;
}

const prefixPattern = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const reservedWords = ['aws', 'amazon', 'cognito'];

const domain = (self: ResourceIdentity): string => self.given('Domain') ?? '';

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cognito-userpooldomain.html */
export const userPoolDomainType: ResourceType<UserPoolDomainPart> = {
  type: 'AWS::Cognito::UserPoolDomain',
  properties: {
    ...modelled('UserPoolId', 'Domain'),
    ...harmless('no sign-in page is shown here', 'ManagedLoginVersion'),
    ...refused(
      {
        rule: 'user-pool-custom-domain',
        what: 'Custom domains are not run by the local platform',
        remedy: 'Use a domain prefix (Domain without CustomDomainConfig).',
      },
      'CustomDomainConfig',
    ),
  },
  ref: domain,
  attributes: {},
  read: (properties) => ({ properties, userPoolId: properties.string('UserPoolId'), domain: readDomain(properties) }),
};

function readDomain(properties: PropertyReader): string {
  const text = properties.string('Domain');
  const word = reservedWords.find((reserved) => text.includes(reserved));
  if (word !== undefined) {
    properties.fault('Domain', {
      rule: 'user-pool-domain-reserved-word',
      what: `Domain cannot contain reserved word: ${word}`,
      remedy: 'Choose another prefix.',
    });
  } else if (!prefixPattern.test(text) && !properties.has('CustomDomainConfig')) {
    properties.fault('Domain', {
      rule: 'user-pool-domain-prefix',
      what: `${quote(text)} is not a domain prefix`,
      remedy: 'Use 1 to 63 lower-case letters, digits and hyphens, no hyphen at either end.',
    });
  }
  return text;
}
