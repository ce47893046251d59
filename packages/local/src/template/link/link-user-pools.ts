import { isBuiltInScope, type UserPool, unknownScope } from '../../model/index.ts';
import { quote } from '../../runtime/index.ts';
import type { PropertyReader } from '../properties/property-reader.ts';
import type { ReadResources } from '../read-resources.ts';
import type { UserPoolClientPart } from '../resources/cognito/user-pool-client.ts';
import { refuseDuplicates } from './refuse-duplicates.ts';

interface PoolMember {
  readonly userPoolId: string;
  readonly properties: PropertyReader;
}

/** Gives each user pool its resource servers, clients and domain. */
export function linkUserPools(parts: ReadResources): readonly UserPool[] {
  refuseStrayMembers(parts);
  refuseRepeats(parts);
  return parts.userPools.map(({ self, poolId, name, issuer }) => {
    const ofPool = <Member extends PoolMember>(list: readonly Member[]): readonly Member[] =>
      list.filter(({ userPoolId }) => userPoolId === poolId);
    const resourceServers = ofPool(parts.resourceServers).map(({ server }) => server);
    const scopes = resourceServers.flatMap((server) => server.scopes.map((scope) => `${server.identifier}/${scope}`));
    for (const client of ofPool(parts.clients)) checkScopes(client, new Set(scopes));
    const [domain] = ofPool(parts.domains);
    const clients = ofPool(parts.clients).map(({ client }) => client);
    const pool = { ...self.at, poolId, name, issuer, resourceServers, clients };
    return domain === undefined ? pool : { ...pool, domain: domain.domain };
  });
}

function checkScopes({ properties, client }: UserPoolClientPart, known: ReadonlySet<string>): void {
  for (const [index, scope] of client.scopes.entries()) {
    if (known.has(scope) || isBuiltInScope(scope, client.flows)) continue;
    properties.fault(`AllowedOAuthScopes[${index}]`, unknownScope(scope, known));
  }
}

function refuseStrayMembers({ userPools, resourceServers, clients, domains }: ReadResources): void {
  const known = new Set(userPools.map(({ poolId }) => poolId));
  const members: readonly PoolMember[] = [...resourceServers, ...clients, ...domains];
  for (const { userPoolId, properties } of members.filter((member) => !known.has(member.userPoolId))) {
    properties.fault('UserPoolId', {
      rule: 'user-pool-outside-assembly',
      what: `${quote(userPoolId)} is no user pool of the assembly`,
      remedy: 'Ref an AWS::Cognito::UserPool of the loaded stacks.',
    });
  }
}

function refuseRepeats({ resourceServers, domains }: ReadResources): void {
  refuseDuplicates(resourceServers, ({ userPoolId, server }) => JSON.stringify([userPoolId, server.identifier]), {
    property: 'Identifier',
    rule: 'resource-server-taken',
    what: (key) => `Resource server already exists in its pool: ${key}`,
  });
  refuseDuplicates(domains, ({ userPoolId }) => userPoolId, {
    property: 'UserPoolId',
    rule: 'second-user-pool-domain',
    what: () => 'A user pool has one domain',
    remedy: 'Remove one of the two domains.',
  });
  refuseDuplicates(domains, ({ domain }) => domain, {
    property: 'Domain',
    rule: 'user-pool-domain-taken',
    what: (domain) => `Domain already associated with another user pool: ${domain}`,
  });
}
