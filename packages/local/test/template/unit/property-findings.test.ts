import { expect, it } from '@jest/globals';
import { unknownProperty } from '../../../src/template/properties/property-findings.ts';
import { modelled, refused } from '../../../src/template/properties/property-table.ts';

it('an unknown property is told with what may have been meant, never with what is refused', () => {
  const table = { ...modelled('Timeout', 'Handler'), ...refused({ rule: 'a', what: 'b', remedy: 'c' }, 'Timings') };
  expect(unknownProperty('Timeuot', table)).toMatchObject({
    allowed: 'Timeout, Handler',
    remedy: expect.stringMatching(/ Did you mean "Timeout"\?$/),
  });
  expect(unknownProperty('Timing', table).remedy).not.toContain('Did you mean');
});
