import fs from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { fileOperations } from '../../../src/functions/bootstrap/file-operations.ts';
import { opensFor } from '../../../src/functions/bootstrap/open-flags.ts';

/** They take descriptors, open by `fs.open`, or start at `process.cwd()`. */
const withoutPath =
  /^(_toUnixTimestamp|constants|promises|[A-Z].*|create(Read|Write)Stream|glob|close|read|readv|write|writev|f(chmod|chown|datasync|stat|sync|truncate|utimes))$/;

describe('the table of operations', () => {
  it('knows all of fs that take paths', () => {
    const all = [...Object.keys(fs), ...Object.keys(fs.promises)].map((name) => name.replace(/Sync$/, ''));
    const missing = [...new Set(all)].filter((name) => !withoutPath.test(name) && !(name in fileOperations));
    expect(missing).toEqual([]);
  });

  it('names nothing that fs has not', () => {
    const has = (name: string) => [name, `${name}Sync`].some((form) => form in fs) || name in fs.promises;
    expect(Object.keys(fileOperations).filter((name) => !has(name))).toEqual([]);
  });
});

describe('opensFor', () => {
  const { O_CREAT, O_RDONLY, O_RDWR, O_TRUNC, O_WRONLY } = fs.constants;
  it.each([
    { name: 'nothing', otherwise: 'r', values: [], use: 'read' },
    { name: 'r', otherwise: 'r', values: ['r'], use: 'read' },
    { name: 'rs', otherwise: 'r', values: ['rs'], use: 'read' },
    { name: 'r+', otherwise: 'r', values: ['r+'], use: 'change' },
    { name: 'w', otherwise: 'r', values: ['w'], use: 'create' },
    { name: 'ax+', otherwise: 'r', values: ['ax+'], use: 'create' },
    { name: 'O_RDONLY', otherwise: 'r', values: [O_RDONLY], use: 'read' },
    { name: 'O_RDWR', otherwise: 'r', values: [O_RDWR], use: 'change' },
    { name: 'O_RDONLY | O_TRUNC', otherwise: 'r', values: [O_RDONLY | O_TRUNC], use: 'change' },
    { name: 'O_WRONLY | O_CREAT', otherwise: 'r', values: [O_WRONLY | O_CREAT], use: 'create' },
    { name: 'an encoding', otherwise: 'r', values: ['utf8'], use: 'read' },
    { name: 'an option', otherwise: 'r', values: [{ flag: 'a+' }], use: 'create' },
    { name: 'writing', otherwise: 'w', values: ['text'], use: 'create' },
    { name: 'writing with an option', otherwise: 'w', values: ['text', { flag: 'r+' }], use: 'change' },
    { name: 'text that looks like a flag', otherwise: 'w', values: ['r'], use: 'create' },
  ] as const)('$name: $use', ({ otherwise, values, use }) => {
    expect(opensFor(otherwise, ['path', ...values])).toBe(use);
  });
});
