import { describe, expect, it } from '@jest/globals';
import { orders } from '../../src/contract.ts';
import { handlerFiles } from '../../src/handlers.ts';

describe('the orders contract', () => {
  it('has a handler for each route', () => {
    expect(Object.keys(handlerFiles).sort()).toEqual(Object.keys(orders.routes).sort());
  });

  it('leaves one route open', () => {
    const open = Object.values(orders.routes).filter(({ access }) => access.kind === 'open');
    expect(open.map(({ route }) => route)).toEqual(['GET /health']);
  });
});
