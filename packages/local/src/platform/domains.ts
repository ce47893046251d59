import { readFile } from 'node:fs/promises';

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

/** @throws Error when one cannot be read */
export async function readDomainFiles({ certificate, key, truststore }: DomainFiles) {
  const read = (path: string) => readFile(path, 'utf8');
  return { certificate: await read(certificate), key: await read(key), truststore: await read(truststore) };
}
