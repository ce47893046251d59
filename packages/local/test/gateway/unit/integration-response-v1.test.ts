import { describe, expect, it } from '@jest/globals';
import { interpretIntegrationResult } from '../../../src/gateway/respond/integration-response.ts';
import { fixture, route } from './support.ts';

const v1 = { payloadFormatVersion: '1.0' as const };

describe('the answer of payload format 1.0', () => {
  it('merges single and multiple headers, and knows no cookies', () => {
    const answer = interpretIntegrationResult(
      JSON.stringify({
        statusCode: 201,
        headers: { 'X-One': '1', 'Set-Cookie': 'a=1' },
        multiValueHeaders: { 'set-cookie': ['a=1', 'b=2'] },
        cookies: ['c=3'],
        body: 'aGk=',
        isBase64Encoded: true,
      }),
      '1.0',
    );
    expect({ ...answer, body: Buffer.from(answer.body).toString() }).toEqual({
      status: 201,
      headers: [
        ['x-one', '1'],
        ['set-cookie', 'a=1'],
        ['set-cookie', 'b=2'],
        ['content-type', 'text/plain; charset=utf-8'],
      ],
      body: 'hi',
    });
  });

  it.each([
    { name: 'no statusCode', result: { body: 'hi' } },
    { name: 'text', result: 'hi' },
    { name: 'null', result: null },
    { name: 'multiValueHeaders that are no lists', result: { statusCode: 200, multiValueHeaders: { a: 'b' } } },
    { name: 'multiValueHeaders that are a list', result: { statusCode: 200, multiValueHeaders: [] } },
    { name: 'a line break in a header', result: { statusCode: 200, multiValueHeaders: { a: ['b\r\nc: d'] } } },
  ])('is 500 for $name', async ({ result }) => {
    const { send } = fixture({ routes: [route('GET /x', { type: 'NONE' }, v1)], handlers: { backend: () => result } });
    expect(await send('GET', '/x')).toMatchObject({ status: 500, text: '{"message":"Internal Server Error"}' });
  });
});
