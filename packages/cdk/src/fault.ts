import { mostToleranceSeconds, signatureAlgorithms } from '@scopegate/contract/issuers';

interface SynthRuleText {
  readonly problem: string;
  readonly allowed: string;
  readonly remedy: string;
}

/** Every rule a synth can break: what is wrong, what is allowed, what to do. The one place they are declared. */
export const synthRules = {
  'handler-missing': {
    problem: 'the route has no handler',
    allowed: 'exactly one handler per route of the contract',
    remedy: 'Add it to handlers',
  },
  'handler-extra': {
    problem: 'the handler belongs to no route',
    allowed: 'exactly one handler per route of the contract',
    remedy: 'Remove it, or declare the route in the contract',
  },
  'bundle-missing': {
    problem: 'there is no bundled handler',
    allowed: 'a directory with index.cjs, index.js or index.mjs (or what `handler` names)',
    remedy: 'Build the handlers before the synth, or correct the path',
  },
  'bundle-left-out': {
    problem: 'the route is not in the list of handlers that the build bundled',
    allowed: 'every route of the contract that is not answered by a function of your own',
    remedy: 'Add it to the `handlers` that bundleHandlers gets, and build again',
  },
  'bundle-manifest': {
    problem: 'the manifest of the bundle cannot be read',
    allowed: 'the scopegate.json that the bundler wrote, or none',
    remedy: 'Bundle the handler again with this version of Scopegate',
  },
  'bundle-route': {
    problem: 'the bundle was built for another route',
    allowed: 'a bundle whose manifest names exactly this route key',
    remedy: 'Point the handler at the bundle of its own route, or bundle again',
  },
  'environment-reserved': {
    problem: 'the environment variable is set by the construct',
    allowed: 'names that do not start with SCOPEGATE_',
    remedy: 'Remove it; issuers and trace have props of their own',
  },
  'authorizer-not-built': {
    problem: "the authorizer's Lambda file does not exist",
    allowed: 'the prebuilt file of @scopegate/authorizer (CommonJS, exports `handler`)',
    remedy: 'Build @scopegate/authorizer, or give authorizerFile',
  },
  'issuers-missing': {
    problem: 'no issuer is configured',
    allowed: 'at least one of Issuers.cognito(), auth0(), entra(), okta(), keycloak() and oidc()',
    remedy: 'Name the issuer whose tokens open the API',
  },
  'issuer-repeated': {
    problem: 'two entries configure the same issuer',
    allowed: 'each issuer once',
    remedy: 'Merge their clients or audiences into one entry',
  },
  'issuer-url': {
    problem: 'the URL cannot be trusted',
    allowed: 'an https URL without user, query and fragment',
    remedy: 'Copy it from the discovery document of the issuer',
  },
  'issuer-audience': {
    problem: 'the issuer has no audience',
    allowed: 'at least one audience',
    remedy: 'Give the aud of the tokens that are meant for this API',
  },
  'issuer-clients': {
    problem: 'the user pool has no client',
    allowed: 'at least one client: access tokens of Cognito have no aud',
    remedy: 'Name the app clients whose tokens open the API',
  },
  'issuer-tenant': {
    problem: 'the tenant is malformed',
    allowed: '1 to 64 lower-case letters, digits and -',
    remedy: 'Rename the tenant',
  },
  'issuer-user-pool': {
    problem: 'the user pool has an ID that no pool has',
    allowed: 'a user pool ID such as eu-central-1_AbCdEfGhI',
    remedy: 'Copy the ID of the pool, not its name or ARN',
  },
  'issuer-domain': {
    problem: 'the domain is not a host name',
    allowed: 'a host name in lower case, without scheme, port and path: example.eu.auth0.com',
    remedy: 'Give the domain of the tenant, or its custom domain where tokens have it in iss',
  },
  'issuer-directory': {
    problem: 'the tenant ID is not a GUID',
    allowed: 'the GUID of one tenant, in lower case; not common, organizations or a domain',
    remedy: 'Copy the directory (tenant) ID of the app registration',
  },
  'issuer-form': {
    problem: 'the preset has no issuer of this form',
    allowed: 'okta: https://<domain>/oauth2/<id>; keycloak: https://<host>/realms/<name>',
    remedy: 'Copy iss from a token, or use Issuers.oidc()',
  },
  'issuer-claim': {
    problem: 'the claim cannot be carried to the handlers',
    allowed: "letters, digits and _, a letter first, 64 at most; no name of the authorizer's context such as tenant",
    remedy: "Give it a name of your own: claims: { org: 'https://example.com/org' }",
  },
  'issuer-text': {
    problem: 'the text is empty',
    allowed: 'a non-empty text',
    remedy: 'Give it, or leave the setting out where it is optional',
  },
  'issuer-tolerance': {
    problem: 'the tolerance is out of range',
    allowed: `0 to ${mostToleranceSeconds} seconds`,
    remedy: 'Have the clocks corrected rather than tolerated',
  },
  'issuer-algorithms': {
    problem: 'the signature algorithms cannot be accepted',
    allowed: `at least one of ${signatureAlgorithms.join(', ')}; each once`,
    remedy: 'Name what the issuer signs with, or leave algorithms out; PS256 and its kin cannot be verified',
  },
  'issuer-choice': {
    problem: 'the setting has a value it cannot have',
    allowed: 'the values its type lists',
    remedy: 'Choose one of them',
  },
  'issuer-member': {
    problem: 'the preset has no such setting',
    allowed: 'the settings of its type',
    remedy: 'Correct the name, or remove it',
  },
  'cognito-scope': {
    problem: 'Cognito has no scope of this name',
    allowed: 'scope names without "/", which ends the identifier of the resource server',
    remedy: 'Rename the scope in the contract, for instance with ":"',
  },
  'issuers-too-large': {
    problem: "the authorizer's environment is too large (estimated)",
    allowed: '4096 bytes of names and values (Lambda)',
    remedy: 'Configure fewer clients, or split the API',
  },
  'cache-ttl': {
    problem: 'the cache TTL is out of range',
    allowed: 'whole seconds from 0 to 3600; 0 turns the cache off',
    remedy: 'Choose how long a revoked token may stay allowed',
  },
  'throttle-route': {
    problem: 'the throttle is for a route that the contract does not have',
    allowed: 'route names of the contract',
    remedy: 'Correct the name: API Gateway refuses unknown routes only at deploy',
  },
  'throttle-value': {
    problem: 'the throttle would block or mean nothing',
    allowed: 'rateLimit above 0 and a whole burstLimit of at least 1',
    remedy: 'Give both; leave the throttle out for the limits of the account',
  },
  'stage-name': {
    problem: 'the stage cannot be named so',
    allowed: '$default',
    remedy: 'Use one API per stage of your service: a named stage prefixes every path',
  },
  'exemption-reason': {
    problem: 'the exemption has no reason',
    allowed: 'a reason that is not empty',
    remedy: 'Write down why it is safe, or remove the exemption',
  },
  'also-invoked-by': {
    problem: 'the invoker is not one that is known',
    allowed:
      'a principal without wildcard, for a service with a sourceArn of one account; an eventSourceArn; functionUrl AWS_IAM',
    remedy: 'Name the one that calls; everyone, and a function URL without authorization, cannot be accepted',
  },
  'authorization-scopes': {
    problem: 'AuthorizationScopes stand on a route that is not JWT',
    allowed: 'AuthorizationScopes on JWT routes only; API Gateway refuses the deploy',
    remedy: 'Remove them; the access rule of the contract is what the authorizer enforces',
  },
  'cache-without-route-key': {
    problem: 'one cached verdict would open every route of the authorizer',
    allowed: '$context.routeKey among the identity sources, or a TTL that is written as 0',
    remedy: 'Add $context.routeKey to IdentitySource; a TTL that is left out may be the one that was deployed before',
  },
  'policy-overlap': {
    problem: 'no IAM policy tells the two routes apart for every token',
    allowed: 'paths and rules for which policies decide as the routes do',
    remedy: "Use response 'simple', or change the paths or the rules",
  },
  'policy-size': {
    problem: 'a policy of all routes would be too large (estimated)',
    allowed: '8192 bytes',
    remedy: "Use response 'simple', or split the API",
  },
  'policy-challenge': {
    problem: 'policy responses cannot carry challenges',
    allowed: "challenge 'none' with response 'policy'",
    remedy: "Leave challenge out, or use response 'simple'",
  },
  'authorizer-response': {
    problem: 'the authorizer is asked for another kind of response than its function gives',
    allowed:
      "payload format 2.0; for 'simple' with simple responses; for 'policy' with simple responses written as false, and with the Authorization header as only identity source",
    remedy: 'Remove the override; response is a prop of ScopedHttpApi',
  },
  'authorizer-unknown': {
    problem: 'the authorizer of the route is not in the template',
    allowed: 'an AuthorizerId that is a reference to an authorizer of the stack',
    remedy: 'Remove the override, or refer to the authorizer by Ref',
  },
  'route-unprotected': {
    problem: 'the route asks for no authorization and the contract does not call it open',
    allowed: 'AuthorizationType NONE on open() routes of the contract',
    remedy:
      'Declare the route in the contract, or attach an authorizer; if its ApiId is that of another API, name that in otherApis',
  },
  'route-authorization': {
    problem: 'the route is authorized in another way than the contract says',
    allowed: 'CUSTOM for token rules, AWS_IAM for iam(), NONE for open()',
    remedy: 'Remove the override, or change the access rule in the contract',
  },
  'routes-unseen': {
    problem: 'the API makes routes that no check sees',
    allowed: 'routes that are resources; no Body, BodyS3Location, Target or RouteKey of the API',
    remedy: 'Remove the property, and declare its routes in the contract',
  },
  'invoker-foreign': {
    problem: 'another than API Gateway may invoke the function, and be any caller there',
    allowed: 'apigateway.amazonaws.com with a SourceArn of this API, and what alsoInvokedBy names',
    remedy: 'Remove it, or name it in alsoInvokedBy with the reason',
  },
  'invoker-source': {
    problem: 'other APIs, or those of other accounts, may invoke the function, and be any caller there',
    allowed: 'a SourceArn of this account whose API is a reference to this one',
    remedy: 'Give a SourceArn with the ID of this API by Ref, or name another in alsoInvokedBy with the reason',
  },
  'function-url': {
    problem: 'the function has an address of its own, past the authorizer',
    allowed: 'no function URL; with AuthType AWS_IAM one that alsoInvokedBy names',
    remedy: 'Remove the function URL and its permissions',
  },
  'policy-too-large': {
    problem: 'the resource policy of the function is too large (estimated)',
    allowed: '20480 bytes (Lambda); deploys fail beyond it',
    remedy: 'Grant once with a wildcard instead of once per route',
  },
  'too-many-routes': {
    problem: 'the API has too many routes',
    allowed: '300, or the raised quota of the account given as routeQuota',
    remedy: 'Ask AWS for a higher quota and give it as routeQuota, or split the API',
  },
  'too-many-integrations': {
    problem: 'the API has too many integrations',
    allowed: '300; this quota cannot be raised',
    remedy: 'Let routes share a function, or split the API',
  },
} as const satisfies Record<string, SynthRuleText>;

/** The closed set of codes of {@link SynthFault}. */
export type SynthRule = keyof typeof synthRules;

/** One thing that keeps a stack from being synthesized. */
export interface SynthFault extends SynthRuleText {
  readonly code: SynthRule;
  /** Path into the props (`handlers.getOrder`), or the logical ID of a resource. */
  readonly at: string;
  readonly given: string;
}

/** @param given what was found there; never a secret */
export const fault = (code: SynthRule, at: string, given: string): SynthFault => ({
  code,
  at,
  given,
  ...synthRules[code],
});

/** A fault as one line: where, what, what was given, what is allowed, what to do. */
export const formatFault = ({ code, at, problem, given, allowed, remedy }: SynthFault): string =>
  `${at}: ${problem}. Given: ${given}. Allowed: ${allowed}. ${remedy}. [${code}]`;

/** Thrown by `ScopedHttpApi` with every fault of its props at once. */
export class ScopedHttpApiError extends Error {
  readonly faults: readonly SynthFault[];

  constructor(path: string, faults: readonly SynthFault[]) {
    const count = `${faults.length} fault${faults.length === 1 ? '' : 's'}`;
    super([`${path} has ${count}:`, ...faults.map((one) => `  ${formatFault(one)}`)].join('\n'));
    this.name = 'ScopedHttpApiError';
    this.faults = faults;
  }
}
