import { readFile } from 'node:fs/promises';
import type { Gateway } from '../gateway/index.ts';
import { type DomainName, type Fault, type Model, qualifiedId } from '../model/index.ts';

/** Paths of PEM files for the listener of a custom domain with mutual TLS. */
export interface DomainFiles {
  /** The certificate the listener shows, with its chain. */
  readonly certificate: string;
  /** Its private key. */
  readonly key: string;
  /** The file behind `TruststoreUri`. */
  readonly truststore: string;
  /** @default any free one */
  readonly port?: number;
}

/** A custom domain, and where to reach it. */
export interface RunningDomain {
  readonly domainName: string;
  /** Without mutual TLS the address of an API: name the domain in the `Host` header. With it an HTTPS one of its own. */
  readonly url: string;
  readonly mutualTls: boolean;
}

type Files = Readonly<Record<string, DomainFiles>>;

/** What keeps custom domains from running: mutual TLS without files, files without mutual TLS. */
export function domainFaults({ domainNames }: Model, files: Files): Fault[] {
  const missing = domainNames.filter(({ domainName, mutualTls }) => mutualTls && !Object.hasOwn(files, domainName));
  const known = domainNames.filter(({ mutualTls }) => mutualTls).map(({ domainName }) => domainName);
  const stray = Object.keys(files).filter((name) => !known.includes(name));
  return [...missing.map(withoutFiles), ...stray.map((name) => strayFiles(name, known))];
}

const withoutFiles = (domain: DomainName): Fault => ({
  stack: domain.stack,
  logicalId: domain.logicalId,
  type: 'AWS::ApiGatewayV2::DomainName',
  path: 'Properties.MutualTlsAuthentication',
  reason: `Mutual TLS of ${domain.domainName} needs a truststore, a certificate and a key, and none are given`,
  remedy: `Give their files, --domain ${domain.domainName}=<certificate>,<key>,<truststore> (option domains), or take ${qualifiedId(domain)} out.`,
});

const strayFiles = (name: string, known: readonly string[]): Fault => ({
  path: `domains.${name}`,
  reason: `${JSON.stringify(name)} is no custom domain with MutualTlsAuthentication`,
  remedy: `Use one of: ${known.join(', ') || 'there are none'}.`,
});

/**
 * Opens the listeners of custom domains with mutual TLS, and says where every domain is reached.
 *
 * @param first the first API's gateway, which knows its neighbours, and its address
 * @throws Error when a file cannot be read
 * @throws TypeError when a truststore cannot be used
 */
export async function startDomains(
  { domainNames }: Model,
  first: { readonly gateway: Gateway; readonly url: string } | undefined,
  files: Files,
): Promise<readonly RunningDomain[]> {
  if (first === undefined) return [];
  const running: RunningDomain[] = [];
  for (const { domainName, mutualTls } of domainNames) {
    const own = mutualTls && Object.hasOwn(files, domainName) ? files[domainName] : undefined;
    const url = own ? (await listen(first.gateway, domainName, own)).url : first.url;
    running.push({ domainName, url, mutualTls });
  }
  return running;
}

async function listen(gateway: Gateway, domainName: string, { certificate, key, truststore, port = 0 }: DomainFiles) {
  const read = (path: string) => readFile(path, 'utf8');
  const tls = { certificate: await read(certificate), key: await read(key), truststore: await read(truststore) };
  return gateway.listenForDomain(domainName, tls, port);
}
