import { describe, expect, it } from '@jest/globals';
import { invocation } from '../../../src/shell/invocation.ts';

describe('invocation', () => {
  it.each([
    { event: undefined, typed: 'scopegate call GET /' },
    { event: 'npx', typed: 'npx scopegate call GET /' },
    { event: 'start', typed: 'pnpm call GET /' },
    { event: 'scopegate', typed: 'pnpm scopegate call GET /' },
  ])('after $event shows $typed', ({ event, typed }) => {
    expect(invocation('call GET /', { env: { npm_lifecycle_event: event } })).toBe(typed);
  });

  it("goes round pnpm's own deploy", () => {
    expect(invocation('deploy --plan', { env: { npm_lifecycle_event: 'deploy' } })).toBe('pnpm run deploy --plan');
  });
});
