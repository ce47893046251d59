import type { EntraSettings } from './entra.ts';
import type { IssuerSettings } from './issuer-settings.ts';

/**
 * How a client asks the issuer of an entry for a scope of the API: the contract's name stands in the place of `{scope}`.
 *
 * Cognito wants `<resource server>/<scope>`, Entra `<application ID URI>/<scope>`; a grant of application permissions is
 * asked for as a whole, by `.default`. What is no OAuth scope at the issuer, such as groups, can only be named.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-define-resource-servers.html
 * @see https://learn.microsoft.com/entra/identity-platform/scopes-oidc
 */
export function requestForm(settings: IssuerSettings): string {
  if (settings.preset === 'cognito' && settings.scopeClaim !== 'cognito:groups')
    return `${settings.resourceServer}/{scope}`;
  if (settings.preset === 'entra')
    return `${applicationIdUri(settings)}/${(settings.scopeClaim ?? 'scp') === 'scp' ? '{scope}' : '.default'}`;
  return '{scope}';
}

// What Entra proposes for a new registration is `api://<client ID>`; tokens of version 1 have the URI itself as audience.
function applicationIdUri({ applicationIdUri: given, audience: [first = ''] }: EntraSettings): string {
  if (given !== undefined) return given;
  return first.includes('://') ? first : `api://${first}`;
}
