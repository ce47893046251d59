import { executeApiDomain } from './arns.ts';
import type { CustomDomain } from './custom-domain.ts';
import type { RoutedRequest } from './routed-request.ts';

type DomainPlace = Pick<RoutedRequest, 'home' | 'api'> & { readonly customDomain?: CustomDomain | undefined };

/** `$context.domainName`: the custom domain, or the API's own host name. */
export const domainNameOf = (place: DomainPlace): string => place.customDomain?.domainName ?? executeApiDomain(place);

/** `$context.domainPrefix`: the first label of the domain name. */
export const domainPrefixOf = (place: DomainPlace): string => firstLabel(domainNameOf(place));

function firstLabel(name: string): string {
  const dot = name.indexOf('.');
  return dot < 0 ? name : name.slice(0, dot);
}
