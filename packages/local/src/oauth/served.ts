import { type Clock, renderFaults, type UserPool } from '../model/index.ts';
import { poolFaults } from './pool-faults.ts';
import type { PoolService } from './pool-service.ts';
import type { ForeignIssuer } from './stand-in/foreign-issuer.ts';
import type { IssuerService } from './stand-in/issuer-service.ts';

/** What the OAuth server answers for at one time. */
export interface Served {
  /** By pool id. */
  readonly pools: ReadonlyMap<string, PoolService>;
  /** By exact issuer. */
  readonly issuers: ReadonlyMap<string, IssuerService>;
}

export const noneServed: Served = { pools: new Map(), issuers: new Map() };

interface Wanted {
  readonly userPools: readonly UserPool[];
  readonly issuers: readonly ForeignIssuer[];
}

interface Surroundings {
  readonly clock: Clock;
  readonly stateDirectory: string;
}

/**
 * Services for pools and issuers. Those that did not change are the ones before.
 *
 * @throws Error with every fault of the pools at once, or when a stored state cannot be read
 */
export async function makeServed(wanted: Wanted, before: Served, surroundings: Surroundings): Promise<Served> {
  assertPools(wanted.userPools);
  const [pools, issuers] = await Promise.all([
    makePools(wanted.userPools, before, surroundings),
    makeIssuers(wanted.issuers, before, surroundings),
  ]);
  return { pools, issuers };
}

function assertPools(userPools: readonly UserPool[]): void {
  const faults = poolFaults(userPools);
  if (faults.length > 0) throw new Error(`The user pools cannot run:\n\n${renderFaults(faults)}`);
}

async function makePools(wanted: readonly UserPool[], before: Served, { clock, stateDirectory }: Surroundings) {
  const made = new Map<string, PoolService>();
  // Loads what signs tokens: not needed without a pool.
  if (wanted.length === 0) return made;
  const { createPoolService } = await import('./pool-service.ts');
  for (const pool of wanted) {
    const known = before.pools.get(pool.poolId);
    const service =
      known !== undefined && isSame(known.pool, pool) ? known : await createPoolService(pool, clock, stateDirectory);
    service.keysReachable = known?.keysReachable ?? true;
    made.set(pool.poolId, service);
  }
  return made;
}

async function makeIssuers(wanted: readonly ForeignIssuer[], before: Served, { clock, stateDirectory }: Surroundings) {
  const made = new Map<string, IssuerService>();
  if (wanted.length === 0) return made;
  const { createIssuerService } = await import('./stand-in/issuer-service.ts');
  for (const foreign of wanted) {
    const { issuer } = foreign.shape;
    const known = before.issuers.get(issuer);
    const service =
      known !== undefined && isSame(known.foreign, foreign)
        ? known
        : await createIssuerService(foreign, clock, stateDirectory);
    service.keysReachable = known?.keysReachable ?? true;
    made.set(issuer, service);
  }
  return made;
}

const isSame = (one: object, other: object): boolean => JSON.stringify(one) === JSON.stringify(other);
