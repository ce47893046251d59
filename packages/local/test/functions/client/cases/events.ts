import type { RuntimeSubjects } from '../runtime-subject.ts';

const echo = (code: string) => ({ 'index.js': `exports.handler = async (event) => ${code};` });

/** What a handler is given as event, and how it is called. */
export const events: RuntimeSubjects = {
  'an event': {
    files: echo('[typeof event, Array.isArray(event), event]'),
    calls: {
      'an array': '[]',
      null: 'null',
      'a number': '12345678901234567890',
      'keys twice': '{"a":1,"a":2}',
      escapes: '{"a":"\\ud83d\\ude00\\u0000\\ud800"}',
      'white space': ' \n{ "a" : 1 }\n',
      'a key of any characters': '{"ü😀":"\\u0000\\u2029"}',
    },
  },
  'the realm of an event': {
    files: echo('[event instanceof Object, event.constructor === Object]'),
    calls: { call: '{}' },
  },
  'arguments of an ES module': {
    files: { 'index.mjs': 'export async function handler() { return [arguments.length, typeof this]; }' },
    calls: { call: '{}' },
  },
  'arguments in strict mode': {
    files: {
      'index.js': '"use strict"; exports.handler = async function () { return [arguments.length, typeof this]; };',
    },
    calls: { call: '{}' },
  },
  'this is not the exports': {
    files: {
      'index.js': `module.exports = { name: 'me', async handler() { return this === globalThis ? 'global' : this.name; } };`,
    },
    calls: { call: '{}' },
  },
};
