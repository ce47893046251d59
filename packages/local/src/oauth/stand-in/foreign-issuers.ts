import { type IssuerSettings, issuerShapes, presetNames } from '@scopegate/contract/issuers';
import type { Model } from '../../model/index.ts';
import { isJsonObject, isLoopback, parseJson } from '../../runtime/index.ts';
import type { ForeignIssuer, GivenKeys } from './foreign-issuer.ts';
import { shapeOfIssuer } from './shape-of-issuer.ts';

/** Issuers that are answered for besides those that the assembly names, and how. */
export interface ForeignIssuerOptions {
  /** Issuers that functions trust without the template saying so. @default none */
  readonly issuers?: readonly string[];
  /** Where issuers have their keys, by issuer: a path on its host, or a URL. @default as the vendor has it */
  readonly jwksPaths?: Readonly<Record<string, string>>;
  /**
   * Keys, or a loopback address, of issuers outside the assembly, by issuer: instead of a stand-in. @default none
   */
  readonly issuerKeys?: Readonly<Record<string, GivenKeys>>;
}

/**
 * The issuers that the assembly trusts and that are no user pools of it: of JWT authorizers, of `SCOPEGATE_ISSUERS` of its
 * functions, and those that are named besides. Issuers on loopback answer for themselves.
 *
 * Not checked: `SCOPEGATE_ISSUERS`. An authorizer whose settings are faulty says so itself; here they name no issuer.
 */
export function foreignIssuers(model: Model, options: ForeignIssuerOptions): readonly ForeignIssuer[] {
  const { issuers = [], jwksPaths = {}, issuerKeys = {} } = options;
  const pools = new Set(
    model.userPools.flatMap(({ issuer }) => [issuer, issuer.replace('https://', 'https://issuer-')]),
  );
  const found = new Map<string, ForeignIssuer>();
  const add = (one: ForeignIssuer): void => {
    const { issuer } = one.shape;
    if (pools.has(issuer) || !isElsewhere(issuer)) return;
    const known = found.get(issuer);
    const audience = [...new Set([...(known?.audience ?? []), ...one.audience])];
    const given = Object.hasOwn(issuerKeys, issuer) ? issuerKeys[issuer] : undefined;
    found.set(issuer, { ...(known ?? one), audience, ...(given === undefined ? {} : { given }) });
  };
  const ofUrl = (issuer: string, audience: readonly string[] = []): void => {
    if (isElsewhere(issuer))
      add({ shape: shapeOfIssuer(issuer, jwksPaths[issuer]), audience, clients: [], algorithm: 'RS256' });
  };
  for (const { environment } of model.functions)
    for (const one of configured(environment['SCOPEGATE_ISSUERS'])) add(one);
  for (const { issuer, audience } of jwtAuthorizers(model)) ofUrl(issuer, audience);
  for (const issuer of [...issuers, ...Object.keys(issuerKeys)]) ofUrl(issuer);
  return [...found.values()];
}

const jwtAuthorizers = ({ apis }: Model) =>
  apis
    .flatMap(({ routes }) => routes)
    .flatMap(({ authorization }) => (authorization.type === 'JWT' ? [authorization.authorizer] : []));

function isElsewhere(issuer: string): boolean {
  const url = URL.parse(issuer);
  return url?.protocol === 'https:' && !isLoopback(url.hostname);
}

/** The issuers of an authorizer's settings, as far as they can be read. */
function configured(text: string | undefined): readonly ForeignIssuer[] {
  const entries = parseJson(text ?? '[]');
  return (Array.isArray(entries) ? entries : []).flatMap((entry) => (isSettings(entry) ? ofSettings(entry) : []));
}

const isSettings = (entry: unknown): entry is IssuerSettings =>
  isJsonObject(entry) && presetNames.some((name) => name === entry['preset']);

function ofSettings(settings: IssuerSettings): readonly ForeignIssuer[] {
  const { clients = {} } = settings;
  const { audience = [], algorithms = [] } = 'audience' in settings ? settings : {};
  return issuerShapes(settings).map((shape) => ({
    shape,
    audience,
    clients: Object.keys(clients),
    algorithm: algorithms[0] ?? 'RS256',
  }));
}
