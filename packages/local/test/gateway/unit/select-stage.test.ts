import { describe, expect, it } from '@jest/globals';
import { selectStage } from '../../../src/gateway/routing/select-stage.ts';
import { stage } from './support.ts';

describe('selectStage', () => {
  const both = [stage(), stage('dev')];
  it.each([
    { stages: both, path: '/pets/1', expected: '$default', routePath: '/pets/1' },
    { stages: both, path: '/dev/pets/1', expected: 'dev', routePath: '/pets/1' },
    { stages: both, path: '/dev', expected: 'dev', routePath: '/' },
    { stages: both, path: '/dev/', expected: 'dev', routePath: '/' },
    { stages: both, path: '/dev//x', expected: 'dev', routePath: '//x' },
    { stages: both, path: '/developer', expected: '$default', routePath: '/developer' },
    { stages: both, path: '/$default/x', expected: '$default', routePath: '/$default/x' },
    { stages: both, path: '/dev/a\nb', expected: 'dev', routePath: '/a\nb' },
    { stages: [stage('dev')], path: '/pets', expected: undefined, routePath: undefined },
    { stages: [stage('dev')], path: '/', expected: undefined, routePath: undefined },
  ])('$path -> $expected $routePath', ({ stages, path, expected, routePath }) => {
    const selected = selectStage(stages, path);
    expect(selected?.stage.name).toBe(expected);
    expect(selected?.routePath).toBe(routePath);
  });
});
