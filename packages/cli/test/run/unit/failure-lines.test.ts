import { describe, expect, it } from '@jest/globals';
import type { RequestTrace } from '@scopegate/local';
import { failureLines, failureOf } from '../../../src/run/failure-lines.ts';

const trace = (members: object) =>
  ({
    id: 'a=',
    time: '2026-01-01T10:20:30.000Z',
    method: 'GET',
    path: '/items',
    status: 500,
    ...members,
  }) as RequestTrace;

const thrown = trace({
  error: 'integration shop/Items failed: TypeError: fine is not defined',
  integration: {
    outcome: 'failed',
    logs: [],
    stack: [
      'TypeError: fine is not defined',
      '    at wrap (/a/node_modules/x/y.js:1:1)',
      '    at list (src/items.ts:4:9)',
    ],
  },
});
const logged = {
  level: 'ERROR',
  message: 'no table',
  error: 'Error',
  stack: 'Error: no table\n    at get (src/get.ts:1:2)',
};

describe('failureLines', () => {
  it('tell when, what, why, where in the own sources, and what shows all of it', () => {
    expect(failureLines(thrown, 'pnpm trace')).toBe(
      '10:20:30  GET /items  500  TypeError: fine is not defined\n  at list (src/items.ts:4:9)\n  pnpm trace --id a=\n',
    );
  });

  it('say why the gateway answered where no function failed', () => {
    const late = trace({
      status: 503,
      error: 'it did not answer within 30000 ms',
      integration: { outcome: 'timed-out', logs: [] },
    });
    expect(failureLines(late, 'trace')).toBe(
      '10:20:30  GET /items  503  it did not answer within 30000 ms\n  trace --id a=\n',
    );
  });

  it('hold no token and no control character of what a function threw', () => {
    const error = 'integration a failed: Error: \u001b[2J eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.c2ln';
    const lines = failureLines(trace({ error, integration: { outcome: 'failed', logs: [] } }), 'trace');
    expect(lines).toContain('Error: \\x1b[2J [token]');
  });
});

describe('failureOf', () => {
  it.each([
    { name: 'JSON', line: JSON.stringify(logged) },
    {
      name: 'text with time and level in front',
      line: `2026-01-01T10:20:30.000Z\tid\tERROR\t${JSON.stringify(logged)}`,
    },
    {
      name: 'JSON inside of the JSON format',
      line: JSON.stringify({ level: 'ERROR', message: JSON.stringify(logged) }),
    },
  ])('reads what a handler logged before its 500: $name', ({ line }) => {
    const given = trace({ integration: { outcome: 'returned', logs: ['x', line, '{broken'] } });
    expect(failureOf(given)).toEqual({ text: 'Error: no table', stack: ['at get (src/get.ts:1:2)'] });
  });

  it.each([
    {
      name: 'an answer below 500',
      given: trace({ status: 404, integration: { outcome: 'returned', logs: [JSON.stringify(logged)] } }),
    },
    { name: 'a request that reached no function', given: trace({ error: 'no permission' }) },
    {
      name: 'a 502 of the handler’s own',
      given: trace({ status: 502, integration: { outcome: 'returned', logs: ['{"level":"ERROR"}'] } }),
    },
  ])('knows none for $name', ({ given }) => {
    expect(failureOf(given)).toBeUndefined();
  });
});
