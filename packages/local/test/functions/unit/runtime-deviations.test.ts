import { describe, expect, it } from '@jest/globals';
import { runtimeDeviations } from '../../../src/functions/runtime-deviations.ts';
import { declare } from '../e2e/support.ts';

describe('runtimeDeviations', () => {
  it('names functions declared for another Node', () => {
    const older = declare({ logicalId: 'Older', runtime: 'nodejs20.x' });
    expect(runtimeDeviations([declare({}), older], '24.21.0')).toEqual([
      { stack: 'Stack', logicalId: 'Older', text: 'Declared for nodejs20.x, run on Node 24.21.0.' },
    ]);
  });
});
