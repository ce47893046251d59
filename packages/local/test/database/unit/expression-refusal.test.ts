import { describe, expect, it } from '@jest/globals';
import { expressionRefusal } from '../../../src/database/expression-refusal.ts';

const condition = (...args: unknown[]) => ({ _condition: { expression: { type: 'and', args } } });
const equals = (...args: unknown[]) => ({ type: '=', args });
const updates = (...sections: unknown[]) => ({ _updates: { sections } });

describe('expressionRefusal', () => {
  it.each([
    { name: 'a map in a condition', parsed: condition(equals(['a'], { S: 'x' }), equals(['b'], { M: {} })) },
    { name: 'a list in a condition', parsed: condition(equals(['a'], { L: [] }), equals(['b'], { S: 'x' })) },
    {
      name: 'a map in a filter',
      parsed: { _filter: { expression: { type: 'not', args: [equals(['a'], { M: {} })] } } },
    },
    {
      name: 'a removal beside another removal of list elements',
      parsed: updates({ type: 'remove', path: ['a', 0] }, { type: 'remove', path: ['a', 1] }),
    },
    {
      name: 'a removal beside a change within a list element',
      parsed: updates({ type: 'set', path: ['a', 1, 'b'] }, { type: 'remove', path: ['a', 0] }),
    },
  ])('refuses $name', ({ parsed }) => {
    expect(expressionRefusal(parsed)?.body.__type).toMatch(/#ValidationException$/);
  });

  it.each([
    { name: 'no expression', parsed: {} },
    { name: 'scalars and sets', parsed: condition(equals(['a'], { S: 'M' }), equals(['L'], { SS: ['x'] })) },
    {
      name: 'one removal of a list element',
      parsed: updates({ type: 'remove', path: ['a', 0] }, { type: 'set', path: ['b'] }),
    },
    {
      name: 'two changes of list elements',
      parsed: updates({ type: 'set', path: ['a', 0] }, { type: 'set', path: ['a', 1] }),
    },
    {
      name: 'two removals of attributes',
      parsed: updates({ type: 'remove', path: ['a'] }, { type: 'remove', path: ['b'] }),
    },
  ])('lets $name pass', ({ parsed }) => {
    expect(expressionRefusal(parsed)).toBeUndefined();
  });
});
