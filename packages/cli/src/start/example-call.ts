import type { Platform } from '@scopegate/local';

type Shown = Pick<Platform, 'apis' | 'pools'>;
type ShownRoute = Shown['apis'][number]['routes'][number];

/**
 * A call of the first API that most likely works: a route without parameters, GET before others, with the credential
 * that it asks for.
 *
 * @returns as after `scopegate`; undefined when no route can be called as it is
 */
export function exampleCall({ apis: [api], pools }: Shown): string | undefined {
  const routes = (api?.routes ?? []).filter(({ routeKey }) => routeKey.includes(' ') && !routeKey.includes('{'));
  const route = routes.find(({ routeKey }) => /^(GET|ANY) /.test(routeKey)) ?? routes[0];
  if (api === undefined || route === undefined) return undefined;
  const [method = '', path = ''] = route.routeKey.split(' ', 2);
  const [stage] = api.stages;
  const prefix = stage === undefined || stage === '$default' ? '' : `/${stage}`;
  const request = `call ${method === 'ANY' ? 'GET' : method} ${prefix}${path}`;
  return `${request}${credentialOf(route, pools)}`;
}

function credentialOf({ authorization }: ShownRoute, pools: Shown['pools']): string {
  if (authorization.type === 'AWS_IAM') return ' --sign';
  if (authorization.type === 'CUSTOM') return " --header 'authorization: ...'";
  if (authorization.type === 'NONE') return '';
  const { issuer, scopes } = authorization;
  const clients = pools.filter((pool) => pool.issuer === issuer).flatMap((pool) => pool.clients);
  const able = clients.find(
    (client) =>
      client.clientSecret !== undefined && (scopes.length === 0 || scopes.some((s) => client.scopes.includes(s))),
  );
  return able === undefined ? ' --token -' : ` --client ${able.name}`;
}
