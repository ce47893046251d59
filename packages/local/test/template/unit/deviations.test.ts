import { afterAll, describe, expect, it } from '@jest/globals';
import { loadModel } from '../../../src/template/load-model.ts';
import { removeAssemblies, writeAssembly } from './support/assembly-on-disk.ts';
import type { Loose } from './support/orders-template.ts';
import { changedTemplate, set } from './support/refusal.ts';

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
    {
      name: 'a table stream',
      change: set('Table', { StreamSpecification: { StreamViewType: 'NEW_IMAGE' } }),
      at: 'Table',
      property: 'StreamSpecification',
      text: 'No stream of changes is written.',
    },
    {
      name: 'throughput of a table',
      change: set('Table', { BillingMode: 'PROVISIONED', ProvisionedThroughput: { ReadCapacityUnits: 1 } }),
      at: 'Table',
      property: 'ProvisionedThroughput',
      text: 'Requests are not throttled: the table has no capacity that they use up.',
    },
    {
      name: 'an unknown property of a table',
      change: set('Table', { Surprise: 1 }),
      at: 'Table',
      property: 'Surprise',
      text: 'The property is not known here and has no effect.',
    },
    {
      name: 'an unknown property of a user pool',
      change: set('Pool', { Surprise: 1 }),
      at: 'Pool',
      property: 'Surprise',
      text: 'The property is not known here and has no effect.',
    },
    {
      name: 'a way to sign in',
      change: set('Client', { ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'] }),
      at: 'Client',
      property: 'ExplicitAuthFlows',
      text: 'People cannot sign in here: tokens are issued to clients with client_credentials only.',
    },
    {
      name: 'a trigger that decides nothing',
      change: set('Pool', { LambdaConfig: { PostConfirmation: 'arn' } }),
      at: 'Pool',
      property: 'LambdaConfig',
      text: 'No trigger is called: people cannot sign in here.',
    },
  ])('$name', ({ change, at, property, text }) => {
    const { deviations } = loadModel({ assembly: writeAssembly({ Orders: changedTemplate(change) }) });
    expect(deviations).toEqual([{ stack: 'Orders', logicalId: at, property, text }]);
  });
});
