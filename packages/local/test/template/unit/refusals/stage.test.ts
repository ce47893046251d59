import { afterAll, describe, it } from '@jest/globals';
import { removeAssemblies } from '../support/assembly-on-disk.ts';
import { copy, expectRefusal, type Refusal, set, unset } from '../support/refusal.ts';

afterAll(removeAssemblies);

describe('loadModel refuses a stage', () => {
  it.each<Refusal>([
    {
      name: 'stage without AutoDeploy',
      change: unset('Stage', 'AutoDeploy'),
      at: 'Stage',
      path: 'Properties.AutoDeploy',
      fault: {
        rule: 'stage-without-auto-deploy',
        what: 'The stage serves nothing: it has neither AutoDeploy nor a deployment',
      },
    },
    {
      name: 'stage with a deployment of elsewhere',
      change: set('Stage', { DeploymentId: 'd' }),
      at: 'Stage',
      path: 'Properties.DeploymentId',
      fault: {
        rule: 'stage-deployment',
        what: '"d" is no deployment of the API in the assembly',
      },
    },
    {
      name: 'stage name',
      change: set('Stage', { StageName: 'a b' }),
      at: 'Stage',
      path: 'Properties.StageName',
      fault: { rule: 'stage-name', what: '"a b" is not a stage name' },
    },
    {
      name: 'two stages of one name',
      change: copy('Stage', {}),
      at: 'Extra',
      path: 'Properties.StageName',
      fault: { rule: 'stage-name-taken', what: 'Stage already exists: $default' },
    },
    {
      name: 'route settings of no route',
      change: set('Stage', { RouteSettings: { 'GET /x': {} } }),
      at: 'Stage',
      path: 'Properties.RouteSettings.GET /x',
      fault: {
        rule: 'route-settings-key',
        what: 'Unable to find Route by key GET /x within the provided RouteSettings',
        allowed: 'GET /orders/{id}, GET /health',
      },
    },
    {
      name: 'access log without a request id',
      change: (p) => {
        p('Stage').AccessLogSettings.Format = '$context.status';
      },
      at: 'Stage',
      path: 'Properties.AccessLogSettings.Format',
      fault: {
        rule: 'access-log-without-request-id',
        what: 'Format must contain $context.requestId or $context.extendedRequestId',
      },
    },
    {
      name: 'access log to a stream',
      change: (p) => {
        p('Stage').AccessLogSettings.DestinationArn = 'arn:aws:firehose:x';
      },
      at: 'Stage',
      path: 'Properties.AccessLogSettings.DestinationArn',
      fault: {
        rule: 'access-log-destination',
        what: 'Access logs to anything but a log group are not run by the local platform',
        given: '"arn:aws:firehose:x"',
      },
    },
    {
      name: 'stage of no API',
      change: set('Stage', { ApiId: 'abc' }),
      at: 'Stage',
      path: 'Properties.ApiId',
      fault: { rule: 'api-outside-assembly', what: '"abc" is no API of the assembly' },
    },
  ])('$name', expectRefusal);
});
