import { mostToleranceSeconds, reservedContextNames } from '@scopegate/contract/issuers';

// The words for settings that are not good. Apart from the checks: a cold start with good settings has no use for them, so
// the prebuilt file loads them from a file beside it, and only when it cannot start.

/** What is allowed, in words. */
const words = {
  array: 'a JSON array such as [{"preset":"cognito","userPoolId":"...",...}]',
  audience: 'at least one audience, in an array of non-empty strings',
  claim: `letters, digits and _, a letter first, 64 at most; none of ${reservedContextNames.join(' ')}. Any other claim by an alias: {"org":"https://example.com/org"}`,
  client: 'an object with tenant or nothing',
  clients: 'an object of client IDs',
  domain: 'a host name in lower case such as example.eu.auth0.com',
  keySetUrl: 'an https URL without user and fragment (http on loopback only)',
  issuers: 'at least one issuer',
  once: 'each issuer once',
  pool: 'a user pool ID such as eu-central-1_AbCdEfGhI',
  poolClients: 'at least one client ID: Cognito access tokens have no aud',
  realm: 'the issuer of a realm, https://<host>/realms/<name>',
  seconds: `0 to ${mostToleranceSeconds} seconds`,
  server: 'the issuer of a custom authorization server, https://<domain>/oauth2/<id>',
  tenant: '1 to 64 lower-case letters, digits and -',
  tenantId: 'the GUID of one tenant, in lower case',
  text: 'a non-empty string',
  texts: 'an array of non-empty strings',
  url: 'an https URL without user, query and fragment (http on loopback only)',
} as const;

/** What is allowed: the name of the words for it, or a list. */
export type Allowed = keyof typeof words | readonly string[];

/** A setting that is not good. */
export interface Fault {
  /** Where it stands: `SCOPEGATE_ISSUERS[0].audience`. */
  readonly at: string;
  /** Left out where it must not be shown. */
  readonly given?: unknown;
  readonly allowed: Allowed;
}

/** An error that lists all faults, each with what was given and what is allowed. */
export const misconfiguration = (faults: readonly Fault[]): Error =>
  new Error(`The authorizer is misconfigured:\n  ${faults.map(describe).join('\n  ')}`);

function describe({ at, allowed, ...fault }: Fault): string {
  const given = 'given' in fault ? `given ${shown(fault.given)}, ` : '';
  return `${at}: ${given}allowed: ${typeof allowed === 'string' ? words[allowed] : allowed.join(', ')}`;
}

const shown = (given: unknown): string => (given === undefined ? 'nothing' : JSON.stringify(given)).slice(0, 120);
