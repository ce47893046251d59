import { defineProject } from '@scopegate/cli';
import { orders } from '@scopegate/orders';
import { handlerFiles } from '@scopegate/orders/handlers';
import { clients } from './infra/lib/clients.ts';

export default defineProject({
  contract: orders,
  clients,
  defaultClient: 'developer',
  app: { directory: 'infra', stack: (stage) => `orders-${stage}`, stages: ['dev', 'prod'] },
  handlers: { contract: 'packages/orders/src/contract.ts', modules: handlerFiles },
  build: ['node', 'scripts/build.ts'],
  inputs: [
    'package.json',
    'pnpm-lock.yaml',
    'scripts/build.ts',
    'packages/{contract,authorizer,handler,cdk,orders}/{package.json,src/**,scripts/**}',
    'infra/{package.json,cdk.json,bin/**,lib/**,stages/**}',
  ],
});
