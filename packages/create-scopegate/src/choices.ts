import { parseArgs } from 'node:util';

export const packageManagers = ['npm', 'pnpm', 'yarn'] as const;
export type PackageManager = (typeof packageManagers)[number];

/** What a new project is made from. */
export interface Choices {
  /** Of package, stack and user pool: 2 to 40 of a-z, 0-9 and -, a letter first, no - at the end. */
  readonly name: string;
  /** `cognito`: a user pool of the stack. Otherwise the issuer's https URL, exactly as its tokens name it. */
  readonly issuer: string;
  readonly packageManager: PackageManager;
  /** Directory of the packed packages to install instead of the registry's. */
  readonly from: string | undefined;
  readonly installs: boolean;
}

/** The choices that the command line made; the others are asked for. */
export type GivenChoices = Partial<Omit<Choices, 'installs'>> & {
  readonly installs: boolean;
  /** Asks for nothing: takes the default. */
  readonly yes: boolean;
  readonly help: boolean;
};

export const defaults = { name: 'my-api', issuer: 'cognito' } as const;

export const usage = `Usage: npm create scopegate@latest [name] -- [options]

Makes a project in a new directory of that name: an HTTP API whose routes say who may call them.

  --issuer cognito|URL   who issues tokens: a user pool of the stack (default), or an OpenID Connect issuer
  --pm npm|pnpm|yarn     the package manager (default: the one that runs this)
  --no-install           writes the files only
  --from DIR             installs the packages' tarballs in DIR instead of the registry's
  --yes                  asks for nothing
`;

/** @param userAgent of the package manager that runs this (`npm_config_user_agent`): `pnpm/12.0.0 npm/? node/v24.0.0 linux x64` */
export function readArguments(words: readonly string[], userAgent = ''): GivenChoices {
  const { values, positionals } = parseArgs({
    args: [...words],
    allowPositionals: true,
    options: {
      issuer: { type: 'string' },
      pm: { type: 'string' },
      from: { type: 'string' },
      'no-install': { type: 'boolean', default: false },
      yes: { type: 'boolean', short: 'y', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const [name, ...more] = positionals;
  if (more.length > 0) throw new Error(`One name is needed. Given: ${positionals.join(' ')}.`);
  const running = packageManagers.find((one) => userAgent.startsWith(`${one}/`));
  const packageManager = values.pm === undefined ? running : toPackageManager(values.pm);
  return {
    ...(name !== undefined && { name: checkName(name) }),
    ...(values.issuer !== undefined && { issuer: checkIssuer(values.issuer) }),
    ...(packageManager !== undefined && { packageManager }),
    ...(values.from !== undefined && { from: values.from }),
    installs: !values['no-install'],
    yes: values.yes,
    help: values.help,
  };
}

/** @throws {Error} for a name that package, stack or user pool cannot have */
export function checkName(name: string): string {
  if (/^[a-z](?:[a-z0-9-]{0,38}[a-z0-9])$/.test(name) && !/aws|amazon|cognito/.test(name)) return name;
  throw new Error(
    `The name cannot be used. Given: ${name}. Allowed: 2 to 40 of a-z, 0-9 and -, a letter first, no - at the end; not aws, ` +
      'amazon or cognito in it, which domains of user pools refuse.',
  );
}

/** @throws {Error} for what is neither `cognito` nor an https URL without user, query and fragment */
export function checkIssuer(issuer: string): string {
  if (issuer === 'cognito') return issuer;
  const url = URL.parse(issuer);
  const isPlain = url?.protocol === 'https:' && url.username === '' && !/[?#]/.test(issuer) && !/['\\\s]/.test(issuer);
  if (isPlain) return issuer;
  throw new Error(
    `The issuer cannot be used. Given: ${issuer}. Allowed: cognito, or the https URL of an OpenID Connect issuer, exactly as its tokens name it.`,
  );
}

/** @throws {Error} for any other */
export function toPackageManager(text: string): PackageManager {
  const found = packageManagers.find((one) => one === text);
  if (found !== undefined) return found;
  throw new Error(`The package manager is not known. Given: ${text}. Allowed: ${packageManagers.join(', ')}.`);
}
