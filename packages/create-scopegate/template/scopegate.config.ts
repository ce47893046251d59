import { defineProject } from '@scopegate/cli';
import { api, clients } from './src/contract.ts';
import { handlers } from './src/handlers.ts';

export default defineProject({
  contract: api,
  clients,
  defaultClient: 'buyer',
  app: { directory: '.', stack: (stage) => `__NAME__-${stage}`, stages: ['dev', 'prod'] },
  handlers: { contract: 'src/contract.ts', modules: handlers },
  build: ['node', 'build.ts'],
  inputs: ['package.json', 'cdk.json', 'build.ts', 'src/**', 'infra/**'],
});
