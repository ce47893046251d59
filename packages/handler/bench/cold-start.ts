import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { bundleHandlers } from '../src/build/index.ts';

// Time on the processor that whole Node processes take to load a bundle, least of all rounds; the order is reversed in
// every other round. Variants of `createOrder` beside a bare module with the same client, and a handler without one.
const rounds = 15;
const orders = fileURLToPath(new URL('../../orders/src/', import.meta.url));
const directory = mkdtempSync(join(orders, '..', 'tmp-bench-'));

interface Variant {
  readonly file: string;
  readonly nodeOptions?: string;
  readonly compileCache?: boolean;
}

try {
  const variants = Object.entries(await createVariants());
  const best = new Map<string, number>();
  for (let round = 0; round <= rounds; round++) {
    for (const [name, variant] of round % 2 === 0 ? variants : variants.toReversed()) {
      const time = load(variant);
      // The first round fills the compile caches.
      if (round > 0) best.set(name, Math.min(best.get(name) ?? Number.POSITIVE_INFINITY, time));
    }
  }
  console.log('| a process that loads | ms on the processor |\n| --- | ---: |');
  for (const [name, time] of best) console.log(`| ${name} | ${time.toFixed(1)} |`);
} finally {
  rmSync(directory, { recursive: true });
}

async function createVariants(): Promise<Readonly<Record<string, Variant>>> {
  const bundleOf = async (routeName: string, module: string, options: object = {}): Promise<string> => {
    const [bundled] = await bundleHandlers({
      contract: join(orders, 'contract.ts'),
      handlers: { [routeName]: join(orders, 'handlers', module) },
      outdir: join(directory, String(Math.random())),
      ...options,
    });
    return join(bundled?.directory ?? '', 'index.cjs');
  };
  const empty = join(directory, 'empty.cjs');
  writeFileSync(empty, '');
  const lean = await bundleOf('createOrder', 'create-order.ts');
  return {
    nothing: { file: empty },
    'health, without a client': { file: await bundleOf('health', 'health.ts') },
    'a bare module with the client': { file: await bareClient() },
    'createOrder, the whole credential chain': {
      file: await bundleOf('createOrder', 'create-order.ts', { credentials: 'chain' }),
    },
    'createOrder, the SDK external': {
      file: await bundleOf('createOrder', 'create-order.ts', { external: ['@aws-sdk/*'] }),
    },
    'createOrder, as it is bundled': { file: lean },
    'createOrder, with a compile cache': { file: lean, compileCache: true },
    'createOrder, with its source map read': { file: lean, nodeOptions: '--enable-source-maps' },
  };
}

async function bareClient(): Promise<string> {
  const outfile = join(directory, 'bare.cjs');
  const contents = `
    import { BatchGetItemCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
    import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
    export const all = [BatchGetItemCommand, DynamoDBClient, DynamoDBDocumentClient, PutCommand];`;
  await build({
    stdin: { contents, resolveDir: orders },
    outfile,
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node24',
    mainFields: ['module', 'main'],
  });
  return outfile;
}

function load({ file, nodeOptions = '', compileCache = false }: Variant): number {
  const script = `
    ${compileCache ? `require('node:module').enableCompileCache(${JSON.stringify(join(directory, 'cache'))});` : ''}
    require(${JSON.stringify(file)});
    const { user, system } = process.cpuUsage();
    process.stdout.write(String((user + system) / 1000));`;
  const env = { PATH: process.env['PATH'], NODE_OPTIONS: nodeOptions, AWS_REGION: 'us-east-1' };
  const { stdout, stderr } = spawnSync(process.execPath, ['--eval', script], { encoding: 'utf8', env });
  if (stderr !== '') throw new Error(stderr);
  return Number(stdout);
}
