import { describe, expect, it } from '@jest/globals';
import { invocation } from '../../../src/shell/invocation.ts';

describe('invocation', () => {
  it.each([
    { event: undefined, typed: 'scopegate call GET /' },
    { event: 'npx', typed: 'npx scopegate call GET /' },
    { event: 'start', typed: 'pnpm call GET /' },
    { event: 'scopegate', typed: 'pnpm scopegate call GET /' },
    { event: 'start', agent: 'pnpm/12.0.0 npm/? node/v24.0.0 linux x64', typed: 'pnpm call GET /' },
    { event: 'start', agent: 'npm/11.0.0 node/v24.0.0 linux x64', typed: 'npx scopegate call GET /' },
    { event: 'start', agent: 'yarn/4.0.0 npm/? node/v24.0.0 linux x64', typed: 'yarn scopegate call GET /' },
  ])('after $event of $agent shows $typed', ({ event, agent, typed }) => {
    const env = { npm_lifecycle_event: event, npm_config_user_agent: agent };
    expect(invocation('call GET /', { env })).toBe(typed);
  });

  it("goes round pnpm's own deploy", () => {
    expect(invocation('deploy --plan', { env: { npm_lifecycle_event: 'deploy' } })).toBe('pnpm run deploy --plan');
  });
});
