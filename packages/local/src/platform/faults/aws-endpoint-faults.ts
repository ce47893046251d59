import type { Fault } from '../../model/index.ts';
import { isLoopback, quote } from '../../runtime/index.ts';
import type { PlatformOptions } from '../platform-options.ts';

/** What keeps the endpoint of other services from being used: it is no plain URL, or its host is not allowed. */
export function awsEndpointFaults({
  awsEndpoint,
  allowHosts = [],
}: Pick<PlatformOptions, 'awsEndpoint' | 'allowHosts'>): Fault[] {
  if (awsEndpoint === undefined) return [];
  const url = URL.parse(awsEndpoint);
  const where = { option: { name: 'awsEndpoint' } } as const;
  if (url === null || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') {
    return [
      {
        rule: 'aws-endpoint-url',
        where,
        what: 'The endpoint of AWS services is no URL that can be used',
        allowed: 'http(s)://host:port, without credentials',
        remedy: 'Give such a URL.',
      },
    ];
  }
  if (isLoopback(url.hostname) || allowHosts.includes(url.hostname)) return [];
  return [
    {
      rule: 'aws-endpoint-host',
      where,
      what: `Calls of functions would leave this machine for ${quote(url.hostname)}`,
      remedy: 'Give a loopback URL, or allow the host.',
      option: { name: 'allowHosts', entry: url.hostname },
    },
  ];
}
