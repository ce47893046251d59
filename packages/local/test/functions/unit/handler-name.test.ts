import { describe, expect, it } from '@jest/globals';
import { parseHandlerName } from '../../../src/functions/bootstrap/handler-name.ts';
import { runtimeErrors } from '../../../src/functions/bootstrap/runtime-error.ts';

describe('parseHandlerName', () => {
  it.each([
    { handler: 'index.handler', name: { folder: '', module: 'index', exportPath: ['handler'] } },
    { handler: 'dir/sub/index.handler', name: { folder: 'dir/sub/', module: 'index', exportPath: ['handler'] } },
    { handler: 'dir.d/index.a.b', name: { folder: 'dir.d/', module: 'index', exportPath: ['a', 'b'] } },
    { handler: '/opt/nodejs/h.handler', name: { folder: '/opt/nodejs/', module: 'h', exportPath: ['handler'] } },
    { handler: 'index.', name: { folder: '', module: 'index', exportPath: [''] } },
    { handler: '.handler', name: { folder: '', module: '', exportPath: ['handler'] } },
  ])('$handler', ({ handler, name }) => {
    expect(parseHandlerName(handler, runtimeErrors(24))).toEqual(name);
  });

  it.each(['', 'index', 'index..x', '../index.handler'])('refuses "%s"', (handler) => {
    expect(() => parseHandlerName(handler, runtimeErrors(24))).toThrow(
      expect.objectContaining({
        name: 'Runtime.MalformedHandlerName',
        message: expect.stringContaining(`"${handler}"`),
      }),
    );
  });
});
