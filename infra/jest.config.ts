import preset, { runDirectoryHooks } from '../jest.preset.ts';

export default { ...preset, ...runDirectoryHooks, displayName: 'infra' };
