import { quote } from '../../../runtime/index.ts';
import type { PropertyReader } from '../../properties/property-reader.ts';
import { modelled } from '../../properties/property-table.ts';

/** Audiences per authorizer; AWS does not raise it. */
const maxAudiences = 50;

/**
 * `JwtConfiguration` of a JWT authorizer. Whether the issuer's keys can be had is found when the gateway starts.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-apigatewayv2-authorizer-jwtconfiguration.html
 */
export function readJwtConfiguration(properties: PropertyReader): { issuer: string; audience: readonly string[] } {
  const configuration = properties.object('JwtConfiguration', modelled('Audience', 'Issuer'));
  if (configuration === undefined) {
    properties.fault('JwtConfiguration', {
      rule: 'jwt-authorizer-without-configuration',
      what: 'JwtConfiguration must not be null for JWT Authorizer',
      remedy: 'Give the Issuer and the Audience of its tokens.',
    });
    return { issuer: '', audience: [] };
  }
  return { issuer: readIssuer(configuration), audience: readAudience(configuration) };
}

function readIssuer(configuration: PropertyReader): string {
  const issuer = configuration.optionalString('Issuer') ?? '';
  if (!isUrl(issuer)) {
    configuration.fault('Issuer', {
      rule: 'issuer-url',
      what: 'Invalid issuer: Issuer is not a valid URL for JWT Authorizer',
      given: quote(issuer),
      remedy: 'Give the https URL that tokens carry as iss.',
    });
  }
  return issuer;
}

function readAudience(configuration: PropertyReader): readonly string[] {
  const audience = configuration.strings('Audience');
  if (audience.length === 0) {
    configuration.fault('Audience', {
      rule: 'jwt-authorizer-without-audience',
      what: 'Audience list must have at least 1 item for JWT Authorizer',
      remedy: 'List the aud (or client_id) values of good tokens.',
    });
  } else if (audience.length > maxAudiences) {
    configuration.fault('Audience', {
      rule: 'audiences-per-authorizer',
      what: 'The authorizer has too many audiences',
      given: String(audience.length),
      allowed: `at most ${maxAudiences}`,
      remedy: 'Shorten the list, or use a second authorizer.',
    });
  }
  return audience;
}

const isUrl = (text: string): boolean => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
