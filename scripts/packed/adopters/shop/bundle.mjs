import { join } from 'node:path';
import { bundleHandlers } from '@scopegate/handler/build';

const path = (name) => join(import.meta.dirname, name);
await bundleHandlers({
  contract: path('contract.ts'),
  handlers: { health: path('handlers/health.ts'), buy: path('handlers/buy.ts') },
  outdir: path('dist'),
});
