import { describe, expect, it } from '@jest/globals';
import { parseRouteKey } from '@scopegate/contract';
import { sourcePattern } from '../../src/internal/invoke-permission.ts';

const parts = (key: string) => {
  const parsed = parseRouteKey(key);
  if (!parsed.ok) throw new Error(key);
  return parsed.parts;
};

describe('sourcePattern', () => {
  it.each([
    { keys: ['GET /orders'], pattern: '*/GET/orders' },
    { keys: ['GET /'], pattern: '*/GET/' },
    { keys: ['GET /orders/{id}/history'], pattern: '*/GET/orders/*/history' },
    { keys: ['GET /files/{path+}'], pattern: '*/GET/files/*' },
    { keys: ['ANY /x'], pattern: '*/*/x' },
    { keys: ['$default'], pattern: '*/*/*' },
    { keys: ['GET /orders', 'GET /orders/{id}'], pattern: '*/GET/orders*' },
    { keys: ['GET /orders/{id}', 'GET /orders'], pattern: '*/GET/orders*' },
    { keys: ['GET /orders/{id}', 'PATCH /orders/{id}'], pattern: '*/*/orders/*' },
    { keys: ['GET /a', 'POST /b'], pattern: '*/*/*' },
    { keys: ['GET /a', '$default'], pattern: '*/*/*' },
  ])('$keys: $pattern', ({ keys, pattern }) => {
    expect(sourcePattern(keys.map(parts))).toBe(pattern);
  });
});
