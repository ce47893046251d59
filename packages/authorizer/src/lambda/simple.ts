import { createChain } from '../create-chain.ts';
import { respond } from '../steps/respond.ts';
import { readOptions } from './read-options.ts';

// The entry of the prebuilt file for simple responses.

export const handler = createChain(readOptions(__dirname, 'simple'), respond());
