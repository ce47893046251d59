import { bundleHandlers } from '@scopegate/handler/build';
import { handlers } from './src/handlers.ts';

// One bundle per handler: what runs on this machine is what is deployed.
await bundleHandlers({ contract: 'src/contract.ts', handlers, outdir: 'dist' });
