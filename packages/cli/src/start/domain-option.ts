import { accessSync, constants } from 'node:fs';
import { resolve } from 'node:path';
import type { DomainFiles } from '@scopegate/local';
import { InvalidArgumentError } from 'commander';
import { CliError } from '../shell/cli-error.ts';
import { parseNameValue } from './name-value.ts';

/** A custom domain with mutual TLS, and the files of its listener. */
export interface NamedDomain extends DomainFiles {
  readonly name: string;
}

const domainForm = 'NAME=CERTIFICATE,KEY,TRUSTSTORE (three PEM files)';

/** Reads `NAME=CERTIFICATE,KEY,TRUSTSTORE`. */
export function parseDomain(text: string): NamedDomain {
  const [name, files] = parseNameValue(text, domainForm);
  const [certificate, key, truststore, ...more] = files.split(',');
  if (!certificate || !key || !truststore || more.length > 0) throw new InvalidArgumentError(`Allowed: ${domainForm}.`);
  return { name: name.toLowerCase(), certificate, key, truststore };
}

/**
 * The files of each domain.
 *
 * Not checked: the content of the files, and that the template has the domain.
 *
 * @param directory file names are relative to it
 * @throws {CliError} for files that cannot be read, and for a domain that is given twice
 */
export function readDomains(domains: readonly NamedDomain[], directory: string): Readonly<Record<string, DomainFiles>> {
  const found = domains.map(({ name, certificate, key, truststore }) => {
    const at = (file: string): string => resolve(directory, file);
    return [name, { certificate: at(certificate), key: at(key), truststore: at(truststore) }] as const;
  });
  const names = found.map(([name]) => name);
  const faults = [
    ...names.filter((name, index) => names.indexOf(name) !== index).map((name) => `${name} is given twice`),
    ...found.flatMap(([, files]) =>
      Object.values(files)
        .filter((file) => !isReadable(file))
        .map((file) => `${file} cannot be read`),
    ),
  ];
  if (faults.length === 0) return Object.fromEntries(found);
  throw new CliError({
    what: 'The files of --domain cannot be used',
    given: faults.join('; '),
    allowed: `${domainForm} that can be read, once per domain`,
    remedy: 'Correct the option',
  });
}

function isReadable(file: string): boolean {
  try {
    accessSync(file, constants.R_OK);
    return true;
  } catch {
    return false;
  }
}
