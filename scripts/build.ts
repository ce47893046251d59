import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { bundleHandlers } from '@scopegate/handler/build';
import { handlerFiles } from '@scopegate/orders/handlers';

// Everything that is deployed: the authorizer's prebuilt file and one bundle per handler of the orders service.

const path = (relative: string): string => fileURLToPath(new URL(`../${relative}`, import.meta.url));

const authorizer = spawnSync(process.execPath, [path('packages/authorizer/scripts/build.ts')], { stdio: 'inherit' });
if (authorizer.status !== 0) process.exit(1);

const handlers = await bundleHandlers({
  contract: path('packages/orders/src/contract.ts'),
  handlers: handlerFiles,
  outdir: path('packages/orders/dist/handlers'),
  environment: { TABLE_NAME: 'orders', REVOCATION_TABLE_NAME: 'revocations' },
});
console.error(`bundled the authorizer and ${handlers.length} handlers`);
