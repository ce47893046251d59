import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { custom, fixture, outcome, route, stage } from '../unit/support.ts';

// Law: in a JSON format a request is one line and one object of the format's members, whatever client and functions say.

const members = {
  id: '$context.requestId',
  agent: '$context.identity.userAgent',
  path: '$context.path',
  said: '$context.authorizer.said',
  error: '$context.integrationErrorMessage',
  status: '$context.status',
};
const format = JSON.stringify(members);

/** What node's parser lets through in a value of a header. */
const headerText = fc.string({
  unit: fc.integer({ min: 0x20, max: 0xff }).map((code) => (code === 0x7f ? ' ' : String.fromCharCode(code))),
  maxLength: 20,
});
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.constantFrom('","status":"200', '\n{"status":"200"}\n', '\\', '\\"', '$context.requestId', '\u2028', '\ud800'),
);

describe('an access log in JSON', () => {
  it('is one object a line, and says what was said', async () => {
    await fc.assert(
      fc.asyncProperty(headerText, anyText, anyText, async (agent, said, path) => {
        const { send, accessLog } = fixture({
          stages: [stage('$default', { accessLog: { format, destinationArn: 'arn' } })],
          routes: [route('GET /{proxy+}', custom({ identitySource: [] }))],
          handlers: {
            authorizer: () => ({ isAuthorized: true, context: { said } }),
            backend: () => outcome({ kind: 'failed', error: { errorMessage: said } }),
          },
        });
        const target = `/${encodeURIComponent(path.toWellFormed())}`;
        const { status } = await send('GET', target, { headers: [['User-Agent', agent]] });
        expect(accessLog).toHaveLength(1);
        const [line = ''] = accessLog;
        expect([...line].every((character) => character >= ' ')).toBe(true);
        const logged = JSON.parse(line) as Record<string, string>;
        expect(Object.keys(logged)).toEqual(Object.keys(members));
        expect(logged['status']).toBe(String(status));
        expect(logged['agent']).toBe(agent === '' ? '-' : agent);
        // As JSON carried it from the function.
        expect(logged['said']).toBe(said === '' ? '-' : JSON.parse(JSON.stringify(said)));
        expect(logged['path']).toBe(`/${path.toWellFormed()}`.split('?')[0]);
      }),
      { numRuns: 300 },
    );
  });
});
