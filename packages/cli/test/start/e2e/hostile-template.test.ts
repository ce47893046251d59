import { describe, expect, it } from '@jest/globals';
import { directoryWith, scopegate } from '../../support/processes.ts';

describe('a hostile template', () => {
  it('prints nothing that a terminal acts on', async () => {
    const name = 'A\u001b]0;owned\u0007\u009b2J\u202e\nforged';
    const template = {
      Resources: {
        [name]: { Type: `AWS::ApiGatewayV2::Api${name}` },
        Api: { Type: 'AWS::ApiGatewayV2::Api', [name]: 1 },
      },
      [name]: 1,
    };
    const cwd = directoryWith({ 'template.json': template });
    const { code, err } = await scopegate(cwd, ['start', 'template.json']);
    expect(code).toBe(3);
    expect(err).toContain('owned');
    expect(err.replaceAll('\n', '')).toMatch(/^[^\p{Cc}\p{Cf}]*$/u);
    expect(err).not.toMatch(/^forged/m);
  });
});
