import type { AccessRule } from './access-rule.ts';
import { type CorsDeclaration, isOrigin } from './cors.ts';
import { type ContractFault, shown } from './faults.ts';
import type { RouteDeclaration } from './route.ts';
import { parseRouteKey } from './route-key.ts';

/** Faults of the CORS declaration, also against the routes: a preflight carries no credential. */
export function checkCors(cors: CorsDeclaration, routes: Readonly<Record<string, RouteDeclaration>>): ContractFault[] {
  return [...checkOrigins(cors), ...checkMaxAge(cors), ...guardedPreflights(routes)];
}

function checkOrigins({ origins, credentials }: CorsDeclaration): ContractFault[] {
  const faults = origins
    .filter((origin) => origin !== '*' && !isOrigin(origin))
    .map((origin) => ({
      at: 'cors.origins',
      problem: 'is not an origin',
      given: shown(origin),
      allowed: 'scheme, host and optional port as a browser sends them ("https://app.example.com"), or "*"',
      remedy: 'Remove path, trailing slash and default port',
    }));
  if (origins.length === 0) faults.push(noOrigins);
  if (credentials === true && origins.includes('*')) faults.push(credentialsForAll);
  return faults;
}

const noOrigins: ContractFault = {
  at: 'cors.origins',
  problem: 'names no origin',
  given: '[]',
  allowed: 'at least one origin',
  remedy: 'Leave cors out when no page may call the API',
};

const credentialsForAll: ContractFault = {
  at: 'cors.credentials',
  problem: 'credentials cannot be allowed for every origin',
  given: 'credentials with "*"',
  allowed: 'credentials with named origins (API Gateway refuses the pair too)',
  remedy: 'Name the origins, or leave credentials out: bearer tokens need none',
};

function checkMaxAge({ maxAgeSeconds }: CorsDeclaration): ContractFault[] {
  if (maxAgeSeconds === undefined) return [];
  if (Number.isInteger(maxAgeSeconds) && maxAgeSeconds >= 0 && maxAgeSeconds <= 86_400) return [];
  return [
    {
      at: 'cors.maxAgeSeconds',
      problem: 'is out of range',
      given: shown(maxAgeSeconds),
      allowed: 'whole seconds from 0 to 86400',
      remedy: 'Give a day at most',
    },
  ];
}

// API Gateway prefers a matching route to its own preflight answer.
// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html
function guardedPreflights(routes: Readonly<Record<string, RouteDeclaration>>): ContractFault[] {
  return Object.entries(routes).flatMap(([name, { route, access }]) => {
    const parsed = parseRouteKey(String(route));
    const takesOptions = parsed.ok && [undefined, 'ANY', 'OPTIONS'].includes(parsed.parts.method);
    if (!takesOptions || needsNoCredential(access)) return [];
    return [
      {
        at: `routes.${name}.route`,
        problem: 'would answer preflight requests, which carry no credential, with a refusal',
        given: shown(route),
        allowed: 'routes with their methods written out',
        remedy: 'Declare one route per method',
      },
    ];
  });
}

function needsNoCredential(access: AccessRule | undefined): boolean {
  if (access?.kind === 'open') return true;
  access?.kind satisfies 'authenticated' | 'scopes' | 'iam' | undefined;
  return false;
}
