import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { App } from 'aws-cdk-lib';
import { addOrdersStack } from '../../lib/add-orders-stack.ts';

it('says what to run when nothing is built', () => {
  const outdir = mkdtempSync(join(tmpdir(), 'orders-infra-test-'));
  try {
    const bundlesDirectory = join(outdir, 'handlers');
    expect(() => addOrdersStack(new App({ outdir }), { bundlesDirectory })).toThrow(
      `The handlers are not built: there is no ${bundlesDirectory}. Run "pnpm build" first.`,
    );
  } finally {
    rmSync(outdir, { recursive: true });
  }
});
