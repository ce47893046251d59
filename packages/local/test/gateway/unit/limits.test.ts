import { describe, expect, it } from '@jest/globals';
import { checkLimits } from '../../../src/gateway/request/limits.ts';
import { defaultSettings } from '../../../src/gateway/settings.ts';
import { routedRequest } from './support.ts';

const request = routedRequest().request;

describe('checkLimits', () => {
  it.each([
    { name: 'a head of 10240 bytes', target: 'a'.repeat(10_240 - 15), bytes: 0, expected: undefined },
    { name: 'a head of 10241 bytes', target: 'a'.repeat(10_241 - 15), bytes: 0, expected: 'headers-too-large' },
    { name: 'a body of 10 MB', target: '/', bytes: 10_485_760, expected: undefined },
    { name: 'a body above 10 MB', target: '/', bytes: 10_485_761, expected: 'payload-too-large' },
  ])('$name -> $expected', ({ target, bytes, expected }) => {
    const sent = { ...request, target, body: new Uint8Array(bytes) };
    expect(checkLimits(sent, defaultSettings)?.refusal).toBe(expected);
  });

  it.each([
    { headSize: 'values', expected: undefined },
    { headSize: 'whole', expected: 'headers-too-large' },
  ] as const)('counts the $headSize of headers -> $expected', ({ headSize, expected }) => {
    const headers = Array.from({ length: 200 }, (_, at) => [`${'n'.repeat(50)}${at}`, 'x'.repeat(40)] as const);
    expect(checkLimits({ ...request, headers }, { headSize })?.refusal).toBe(expected);
    const more = Array.from({ length: 300 }, (_, at) => [`n${at}`, 'x'.repeat(40)] as const);
    expect(checkLimits({ ...request, headers: more }, { headSize })?.refusal).toBe('headers-too-large');
  });
});
