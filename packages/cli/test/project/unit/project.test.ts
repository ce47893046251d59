import { describe, expect, it } from '@jest/globals';
import { defineProject, type Project } from '../../../src/project/project.ts';
import { CliError } from '../../../src/shell/cli-error.ts';
import { projectIn } from '../../support/project-in.ts';

describe('defineProject', () => {
  const { root: _root, stateDirectory: _stateDirectory, ...project } = projectIn('/nowhere');

  it('returns a valid project', () => {
    expect(defineProject(project)).toBe(project);
  });

  it('reports every fault at once', () => {
    const faulty: Project = {
      ...project,
      defaultClient: 'bob',
      clients: [...project.clients, { name: 'reader', scopes: ['items:eat'] }],
      app: { ...project.app, stages: ['../x'] },
      build: [],
      inputs: [],
    };
    expect(() => defineProject(faulty)).toThrow(CliError);
    for (const part of [
      '6 faults',
      '"bob" is none',
      '"reader" appears twice',
      '"items:eat"',
      '"../x"',
      'build is empty',
      'inputs is empty',
    ]) {
      expect(() => defineProject(faulty)).toThrow(part);
    }
  });
});
