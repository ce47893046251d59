import { describe, expect, it } from '@jest/globals';
import { complete } from '../../src/ask.ts';

const open = { installs: true, yes: false, help: false };

describe('complete', () => {
  it('asks for what is not given, again while the answer cannot be used', async () => {
    const answers = ['My API', 'my-api', 'https://id.example.com', 'npm'];
    const asked: string[] = [];
    const choices = await complete(open, async (question) => {
      asked.push(question);
      return answers.shift() ?? '';
    });
    expect(choices).toEqual({
      name: 'my-api',
      issuer: 'https://id.example.com',
      packageManager: 'npm',
      from: undefined,
      installs: true,
    });
    expect(asked).toHaveLength(4);
    expect(asked[1]).toMatch(/^The name cannot be used\. Given: My API\./);
  });

  it('asks for nothing with --yes', async () => {
    const choices = await complete({ ...open, yes: true }, () => Promise.reject(new Error('asked')));
    expect(choices).toMatchObject({ name: 'my-api', issuer: 'cognito', packageManager: 'npm' });
  });
});
