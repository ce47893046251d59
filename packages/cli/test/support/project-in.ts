import { join } from 'node:path';
import type { LoadedProject } from '../../src/project/load-project.ts';
import { clients, shop } from './shop.ts';

/** A project of the shop in a directory. */
export const projectIn = (root: string): LoadedProject => ({
  contract: shop,
  clients,
  defaultClient: 'writer',
  app: { directory: 'infra', stack: (stage) => `shop-${stage}`, stages: ['dev', 'prod'] },
  build: ['make', 'all'],
  inputs: ['src/**'],
  root,
  stateDirectory: join(root, '.scopegate'),
});
