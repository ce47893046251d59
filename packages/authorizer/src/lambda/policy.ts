import { createChain } from '../create-chain.ts';
import { respondWithPolicy } from '../steps/respond-policy.ts';
import { readOptions } from './read-options.ts';

// The entry of the prebuilt file for policy responses. A file of its own: the other needs none of this at its cold start.

// The gateway asks the policy for each route: one for all routes is what may be cached.
const options = { ...readOptions(__dirname, 'policy'), cachedBy: 'nothing' as const };

export const handler = createChain(
  options,
  respondWithPolicy(options.table, () => Date.now() / 1_000),
);
