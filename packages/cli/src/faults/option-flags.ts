import type { FaultOption, OptionName } from '@scopegate/local';

interface Flag {
  readonly flag: string;
  /** What an entry of the option is, where none is named. */
  readonly entry: string;
  /** What follows the entry. */
  readonly value?: string;
}

/** How the command line gives each option of the library that a fault may speak of. */
const flags: Readonly<Record<OptionName, Flag>> = {
  accountId: { flag: '--account', entry: 'ID' },
  allowedHttpHosts: { flag: '--allow-http-host', entry: 'HOST' },
  allowHosts: { flag: '--allow-host', entry: 'HOST' },
  api: { flag: '--api', entry: 'NAME' },
  awsEndpoint: { flag: '--aws-endpoint', entry: 'URL' },
  code: { flag: '--code', entry: 'LOGICAL_ID', value: '=PATH' },
  domains: { flag: '--domain', entry: 'NAME', value: '=CERTIFICATE,KEY,TRUSTSTORE' },
  environmentForAll: { flag: '--env', entry: 'FILE' },
  environmentOverrides: { flag: '--env', entry: 'FILE' },
  gatewaySettings: { flag: '--setting', entry: 'NAME', value: '=VALUE' },
  identities: { flag: '--identities', entry: 'FILE' },
  layers: { flag: '--layer', entry: 'ARN', value: '=PATH' },
  issuerKeys: { flag: '--issuer', entry: 'ISSUER', value: '=FILE_OR_URL' },
  parameters: { flag: '--parameter', entry: 'NAME', value: '=VALUE' },
  policies: { flag: '--policy', entry: 'ARN', value: '=FILE' },
  region: { flag: '--region', entry: 'NAME' },
  skipRoutes: { flag: '--skip-route', entry: 'KEY' },
  stack: { flag: '--stack', entry: 'NAME' },
  stage: { flag: '--stage', entry: 'NAME' },
};

/** The flag of an option with the entry that is meant, as the user gave it: `--parameter Stage`. */
export const givenFlag = ({ name, entry }: FaultOption): string =>
  entry === undefined ? flags[name].flag : `${flags[name].flag} ${entry}`;

/** The flag that the user may give: `--parameter Stage=VALUE`. */
export function flagToGive({ name, entry }: FaultOption): string {
  const { flag, entry: placeholder, value = '' } = flags[name];
  return `${flag} ${quoted(`${entry ?? placeholder}${value}`)}`;
}

/** As a shell takes it for one word. */
const quoted = (word: string): string => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`);
