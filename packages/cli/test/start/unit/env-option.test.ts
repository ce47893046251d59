import { describe, expect, it } from '@jest/globals';
import { CliError } from '../../../src/shell/cli-error.ts';
import { parseEnvFile, readEnvFile } from '../../../src/start/env-option.ts';

describe('parseEnvFile', () => {
  it('reads variables by logical ID', () => {
    expect(parseEnvFile('{"Fn":{"A":"1","B_2":""}}', 'f')).toEqual({
      environmentOverrides: { Fn: { A: '1', B_2: '' } },
    });
  });

  it('reads variables for all functions, as SAM has them', () => {
    expect(parseEnvFile('{"Parameters":{"A":"1"}}', 'f')).toEqual({
      environmentOverrides: {},
      environmentForAll: { A: '1' },
    });
  });

  it.each([
    { text: '{"Fn": {"A": "hunter2"', fault: 'it is not JSON' },
    { text: '["hunter2"]', fault: 'it is not a JSON object' },
    { text: '{"Fn":"hunter2"}', fault: '"Fn" is not an object' },
    { text: '{"Fn":{"A":{"x":"hunter2"}}}', fault: '"Fn"."A" is not a string' },
    { text: '{"Fn":{"1A":"hunter2"}}', fault: 'is not a name of a Lambda variable' },
    { text: '{"Parameters":{"A":["hunter2"]}}', fault: '"Parameters"."A" is not a string' },
  ])('refuses $text, without its values in the message', ({ text, fault }) => {
    const error = ((): unknown => {
      try {
        return parseEnvFile(text, 'env.json');
      } catch (thrown) {
        return thrown;
      }
    })();
    expect(error).toBeInstanceOf(CliError);
    expect((error as Error).message).toContain(`Given: env.json: `);
    expect((error as Error).message).toContain(fault);
    expect((error as Error).message).not.toContain('hunter2');
  });

  it('refuses a missing file', () => {
    expect(() => readEnvFile('/nowhere/env.json')).toThrow('ENOENT');
  });
});
