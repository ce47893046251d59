import { describe, expect, it } from '@jest/globals';
import { parseHandlerName } from '../../../src/functions/bootstrap/handler-name.ts';

describe('parseHandlerName', () => {
  it.each([
    { handler: 'index.handler', name: { module: 'index', exportPath: ['handler'] } },
    { handler: 'dir/sub/index.handler', name: { module: 'dir/sub/index', exportPath: ['handler'] } },
    { handler: 'dir.d/index.a.b', name: { module: 'dir.d/index', exportPath: ['a', 'b'] } },
  ])('$handler', ({ handler, name }) => {
    expect(parseHandlerName(handler)).toEqual(name);
  });

  it.each(['', 'index', '.handler', 'index.', 'index..x', '../index.handler'])('refuses "%s"', (handler) => {
    expect(() => parseHandlerName(handler)).toThrow(
      expect.objectContaining({
        name: 'Runtime.MalformedHandlerName',
        message: expect.stringContaining(`"${handler}"`),
      }),
    );
  });
});
