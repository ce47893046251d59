import { describe, expect, it } from '@jest/globals';
import type { RequestTrace } from '@scopegate/local';
import { functionLine, requestLine } from '../../../src/run/log-lines.ts';
import { token } from '../../support/token.ts';

const trace: RequestTrace = { id: 'x', time: 'now', method: 'GET', path: '/items', status: 200 };

describe('log lines', () => {
  it('show control characters of foreign text as text, and no token', () => {
    expect(functionLine('fn', `\u001b[2J${token('x')}\nforged\n`)).toBe('[fn] \\x1b[2J[token]\\x0aforged\n');
    expect(requestLine({ ...trace, path: '/a\r\nb' })).toBe('now | GET /a\\x0d\\x0ab | 200 | no route\n');
  });
});
