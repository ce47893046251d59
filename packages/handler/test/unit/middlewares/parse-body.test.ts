import { describe, expect, it } from '@jest/globals';
import { post } from '../../harness.ts';

const body = '{"name":"x","parts":[]}';

describe('a JSON body', () => {
  it.each([
    'application/json',
    'application/json; charset=utf-8',
    'application/json ; charset=utf-8',
    'application/json\t;charset=utf-8',
    ' application/json ',
    'Application/JSON;charset=utf-8',
    'application/vnd.api+json',
    'application/merge-patch+json ; charset=utf-8',
  ])('is read as %j', async (type) => {
    expect(await post({ body, headers: { 'content-type': type } })).toMatchObject({ status: 201 });
  });

  it.each(['application/jsonp', 'application/json/x', 'text/json', 'application/json charset=utf-8', 'json'])(
    'is not read as %j',
    async (type) => {
      expect(await post({ body, headers: { 'content-type': type } })).toMatchObject({ status: 415 });
    },
  );
});

describe('a key that could poison a prototype', () => {
  it.each([
    '{"__proto__":{"admin":true}}',
    '{"\\u005f_proto__":{"admin":true}}',
    '{"name":"x","parts":[{"constructor":{"prototype":{}}}]}',
    '{"c\\u006fnstructor":{"prototype":{}}}',
  ])('is refused: %s', async (poisoned) => {
    const answer = await post({ body: poisoned, headers: { 'content-type': 'application/json' } });
    expect(answer).toMatchObject({ status: 400, body: { title: 'Malformed JSON' } });
  });

  it.each(['__proto__', 'constructor', 'caf\\u00e9'])('is no text that only reads like one: %s', async (name) => {
    const text = `{"name":"${name}","parts":[]}`;
    expect(await post({ body: text, headers: { 'content-type': 'application/json' } })).toMatchObject({
      status: 201,
      body: { id: `1-${JSON.parse(`"${name}"`)}` },
    });
  });
});
