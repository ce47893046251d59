import { describe, expect, it } from '@jest/globals';
import { parseHandlerManifest, splitHandlerName } from '../../src/index.ts';

describe('parseHandlerManifest', () => {
  it('reads a manifest', () => {
    const manifest = { version: 1, routeKey: 'GET /x', handler: 'index.handler' };
    expect(parseHandlerManifest(JSON.stringify(manifest), 'f')).toEqual(manifest);
  });

  it.each(['{"version":2,"routeKey":"GET /x","handler":"index.handler"}', '{"version":1}', 'null', '[]'])(
    'refuses %s',
    (text) => {
      expect(() => parseHandlerManifest(text, 'dir/scopegate.json')).toThrow(
        'dir/scopegate.json is not a handler manifest of version 1',
      );
    },
  );
});

it.each([
  { handler: 'index.handler', module: 'index', exportPath: 'handler' },
  { handler: 'index.nested.handler', module: 'index', exportPath: 'nested.handler' },
  { handler: 'dir.d/index.handler', module: 'dir.d/index', exportPath: 'handler' },
  { handler: 'dir/index.a.b', module: 'dir/index', exportPath: 'a.b' },
  { handler: 'index', module: 'index', exportPath: '' },
])('splits $handler at the first dot of its last segment', ({ handler, ...parts }) => {
  expect(splitHandlerName(handler)).toEqual(parts);
});
