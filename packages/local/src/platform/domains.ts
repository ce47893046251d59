import { readFile } from 'node:fs/promises';

/** Paths of PEM files for the listener of a custom domain with mutual TLS. */
export interface DomainFiles {
  /** The certificate of the listener, with its chain. */
  readonly certificate: string;
  /** Its private key. */
  readonly key: string;
  /** The file behind `TruststoreUri`. */
  readonly truststore: string;
  /** The port of the listener. @default any free port */
  readonly port?: number;
}

/** A custom domain, and how to reach it. */
export interface RunningDomain {
  readonly domainName: string;
  /** Without mutual TLS the URL of an API: send the domain as `Host`. With mutual TLS an HTTPS URL of its own. */
  readonly url: string;
  readonly mutualTls: boolean;
}

/** @throws Error when one cannot be read */
export async function readDomainFiles({ certificate, key, truststore }: DomainFiles) {
  const read = (path: string) => readFile(path, 'utf8');
  return { certificate: await read(certificate), key: await read(key), truststore: await read(truststore) };
}
