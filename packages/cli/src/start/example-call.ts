import type { Platform } from '@scopegate/local';

type CallablePlatform = Pick<Platform, 'apis' | 'pools' | 'issuers'>;
type CallableRoute = CallablePlatform['apis'][number]['routes'][number];

/**
 * A call of the first API that probably works: of a route without parameters, preferably GET, with the credential that the
 * route needs.
 *
 * @returns the command without `scopegate`; undefined when every route has parameters
 */
export function exampleCall({ apis: [api], pools, issuers }: CallablePlatform): string | undefined {
  const routes = (api?.routes ?? []).filter(({ routeKey }) => routeKey.includes(' ') && !routeKey.includes('{'));
  const route = routes.find(({ routeKey }) => /^(GET|ANY) /.test(routeKey)) ?? routes[0];
  if (api === undefined || route === undefined) return undefined;
  const [method = '', path = ''] = route.routeKey.split(' ', 2);
  const [stage] = api.stages;
  const prefix = stage === undefined || stage === '$default' ? '' : `/${stage}`;
  const request = `call ${method === 'ANY' ? 'GET' : method} ${prefix}${path}`;
  return `${request}${credentialOf(route, { pools, issuers })}`;
}

function credentialOf({ authorization }: CallableRoute, { pools, issuers }: Omit<CallablePlatform, 'apis'>): string {
  if (authorization.type === 'AWS_IAM') return ' --sign';
  if (authorization.type === 'CUSTOM') return " --header 'authorization: ...'";
  if (authorization.type === 'NONE') return '';
  const { issuer, scopes } = authorization;
  if (issuers.some((one) => one.issuer === issuer && one.keys === 'stand-in'))
    return ` --issuer ${issuer}${scopes[0] === undefined ? '' : ` --scope ${scopes[0]}`}`;
  const clients = pools.filter((pool) => pool.issuer === issuer).flatMap((pool) => pool.clients);
  const able = clients.find(
    (client) =>
      client.clientSecret !== undefined &&
      (scopes.length === 0 || scopes.some((scope) => client.scopes.includes(scope))),
  );
  return able === undefined ? ' --token -' : ` --client ${able.name}`;
}
