import { afterAll, describe, expect, it } from '@jest/globals';
import { loadModel } from '../../../src/template/load-model.ts';
import { removeAssemblies, writeAssembly } from './support/assembly-on-disk.ts';
import type { Loose } from './support/orders-template.ts';
import { changedTemplate } from './support/refusal.ts';

afterAll(removeAssemblies);

interface Told {
  readonly name: string;
  readonly change: Parameters<typeof changedTemplate>[0];
  readonly at: string;
  readonly property: string;
  readonly text: unknown;
}

describe('loadModel tells a deviation', () => {
  it.each<Told>([
    {
      name: 'a made-up value in the environment of a handler',
      change: (p, r: Loose) => {
        r.Queue = { Type: 'AWS::SQS::Queue' };
        p('Handler').Environment.Variables.QUEUE = { Ref: 'Queue' };
      },
      at: 'Handler',
      property: 'Environment.Variables.QUEUE',
      text: 'Its value is made up: Ref names "Queue" of type AWS::SQS::Queue, which the local platform does not run. A call to it fails.',
    },
  ])('$name', ({ change, at, property, text }) => {
    const { deviations } = loadModel({ assembly: writeAssembly({ Orders: changedTemplate(change) }) });
    expect(deviations).toEqual([{ stack: 'Orders', logicalId: at, property, text }]);
  });
});
