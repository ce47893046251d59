import { describe, expect, it } from '@jest/globals';
import { repeated } from '../../../src/shell/repeated.ts';

describe('repeated', () => {
  it('reads each value after the earlier ones', () => {
    const read = repeated((text) => text);
    expect(read('b', read('a'))).toEqual(['a', 'b']);
  });
});
