import type { Finding } from './fault.ts';

// What requests may reach: the template says so before anything is started, the gateway when it is used alone.

export const unreachableIssuer = (issuer: string): Finding => ({
  rule: 'issuer-unreachable',
  what: `The keys of issuer ${JSON.stringify(issuer)} cannot be had offline: it is neither a user pool of the assembly nor on this machine`,
  remedy: 'Use a user pool of the assembly, or an issuer on loopback.',
  option: { name: 'issuerKeys', entry: issuer },
});

/** @param host without a port */
export const unreachableHost = (host: string): Finding => ({
  rule: 'http-host-unreachable',
  what: `Requests would leave this machine for ${JSON.stringify(host)}`,
  remedy: 'Point the integration to loopback.',
  option: { name: 'allowedHttpHosts', entry: host },
});
