import { describe, expect, it } from '@jest/globals';
import { parseHandlerManifest } from '../../src/index.ts';

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
