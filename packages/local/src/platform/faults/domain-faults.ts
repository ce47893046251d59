import { type DomainName, type Fault, type Model, qualifiedId } from '../../model/index.ts';
import { quote } from '../../runtime/index.ts';
import type { DomainFiles } from '../domains.ts';

/** What keeps custom domains from running: mutual TLS without files, files without mutual TLS. */
export function domainFaults({ domainNames }: Model, files: Readonly<Record<string, DomainFiles>>): Fault[] {
  const missing = domainNames.filter(({ domainName, mutualTls }) => mutualTls && !Object.hasOwn(files, domainName));
  const known = domainNames.filter(({ mutualTls }) => mutualTls).map(({ domainName }) => domainName);
  const stray = Object.keys(files).filter((name) => !known.includes(name));
  return [...missing.map(withoutFiles), ...stray.map((name) => strayFiles(name, known))];
}

const withoutFiles = (domain: DomainName): Fault => ({
  rule: 'mutual-tls-without-files',
  where: {
    stack: domain.stack,
    logicalId: domain.logicalId,
    type: 'AWS::ApiGatewayV2::DomainName',
    path: 'Properties.MutualTlsAuthentication',
  },
  what: `Mutual TLS of ${domain.domainName} needs a truststore, a certificate and a key, and none are given`,
  remedy: `Take ${qualifiedId(domain)} out.`,
  option: { name: 'domains', entry: domain.domainName },
});

const strayFiles = (name: string, known: readonly string[]): Fault => ({
  rule: 'files-of-no-domain',
  where: { option: { name: 'domains', entry: name } },
  what: `${quote(name)} is no custom domain with MutualTlsAuthentication`,
  allowed: known.join(', ') || 'there are none',
  remedy: 'Name one of these.',
});
