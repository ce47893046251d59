import { afterEach, describe, expect, it } from '@jest/globals';
import { explainNativeModules } from '../../../src/functions/bootstrap/explain-native-modules.ts';

const { dlopen } = process;

afterEach(() => {
  process.dlopen = dlopen;
});

describe('a native module that does not load', () => {
  it.each([
    {
      name: 'into a thread',
      message: "Module did not self-register: '/a.node'.",
      told: /self-register.*does not load into threads.*Node-API/,
    },
    { name: 'for another reason', message: '/a.node: invalid ELF header', told: /^\/a\.node: invalid ELF header$/ },
  ])('says why, where the thread is the reason: $name', ({ message, told }) => {
    process.dlopen = () => {
      throw new Error(message);
    };
    explainNativeModules();
    expect(() => process.dlopen({ exports: {} }, '/a.node')).toThrow(told);
  });
});
