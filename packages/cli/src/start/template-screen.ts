import type { GivenIdentity, Platform, RunningAuthorization, RunningRoute } from '@scopegate/local';
import type { Paint } from '../shell/paint.ts';
import { printable } from '../shell/safe-text.ts';
import { textTable } from '../shell/text-table.ts';
import { deviationTexts } from './deviation-texts.ts';
import { exampleCall } from './example-call.ts';
import { issuerText } from './issuer-text.ts';
import { listLogicalIds } from './list-logical-ids.ts';

type ShownPlatform = Pick<
  Platform,
  | 'apis'
  | 'domains'
  | 'pools'
  | 'issuers'
  | 'tables'
  | 'databaseEndpoint'
  | 'notRun'
  | 'deviations'
  | 'warnings'
  | 'inspectorUrl'
>;

export interface TemplateScreen {
  readonly platform: ShownPlatform;
  /** As the user named it. */
  readonly path: string;
  readonly isWatching: boolean;
  /** Callers of `AWS_IAM` routes, in addition to the platform's own key. */
  readonly identities: readonly GivenIdentity[];
  readonly paint: Paint;
  /** A command as the user would type it. */
  readonly typed: (command: string) => string;
}

/** What the user sees once a template serves: each route with its callers and its target, then facts of the platform. */
export function templateScreen(screen: TemplateScreen): string {
  const { platform, path, isWatching, paint } = screen;
  const rows = screenFacts(screen).map(([name, text]) => [paint('dim', name), printable(text)]);
  const following = isWatching
    ? [`\n${paint('dim', `watching ${printable(path)} and the code of its functions`)}\n`]
    : [];
  return [...platform.apis.map((api) => apiText(api, paint)), textTable(rows), ...following].join('');
}

type ShownApi = ShownPlatform['apis'][number];

function apiText(api: ShownApi, paint: Paint): string {
  const { name, logicalId, url, stages, routes, skippedRoutes } = api;
  const title = name === logicalId ? name : `${name} (${logicalId})`;
  const rows = [
    ...routes.map((route) => [
      ...methodAndPath(route.routeKey),
      callersText(route.authorization, paint),
      targetOf(route),
    ]),
    ...skippedRoutes.map((key) => [...methodAndPath(key), paint('yellow', 'skipped'), '501']),
  ];
  const table = rows.length === 0 ? '(no routes)\n' : textTable(rows);
  const lines = table.replace(/^/gm, '  ').trimEnd();
  return `${paint('bold', printable(title))}  ${addresses(url, stages)}\n${lines}\n\n`;
}

/** The URL of each stage. The name of a stage is the first segment of the path, except for `$default`. */
function addresses(url: string, stages: readonly string[]): string {
  if (stages.length === 0) return `${url}  (it has no stage, so every request is a 404)`;
  return stages.map((stage) => (stage === '$default' ? url : `${url}/${stage}`)).join('  ');
}

function methodAndPath(routeKey: string): [string, string] {
  const [method = '', path = ''] = routeKey.split(' ', 2);
  return [printable(method), printable(path)];
}

function callersText(authorization: RunningAuthorization, paint: Paint): string {
  if (authorization.type === 'NONE') return paint('yellow', 'anyone');
  if (authorization.type === 'AWS_IAM') return 'signed (IAM)';
  if (authorization.type === 'CUSTOM') return `authorizer ${printable(authorization.function)}`;
  const { scopes } = authorization;
  return scopes.length === 0 ? 'token' : `token with ${printable(scopes.join(' or '))}`;
}

const targetOf = ({ target }: RunningRoute): string => printable('function' in target ? target.function : target.uri);

/** A line below the routes. */
type ScreenFact = readonly [name: string, text: string];

function screenFacts({ platform, identities, typed }: TemplateScreen): ScreenFact[] {
  const { apis, domains, pools, issuers, tables, databaseEndpoint, notRun, deviations, warnings, inspectorUrl } =
    platform;
  const example = exampleCall(platform);
  return [
    ...domains.map(
      ({ domainName, url, mutualTls }): ScreenFact => [
        'domain',
        `${domainName}  ${url}${mutualTls ? '  (needs a client certificate)' : '  (in the Host header)'}`,
      ],
    ),
    ...pools.flatMap(tokenFacts(typed)),
    ...issuers.map((one): ScreenFact => ['issuer', issuerText(one, typed)]),
    ...(hasSigned(apis) ? [['sign', `${typed('call METHOD /path --sign')}${identityNames(identities)}`] as const] : []),
    ...(tables.length === 0
      ? []
      : [['tables', `${tables.map(({ logicalId }) => logicalId).join(', ')}  ${databaseEndpoint}`] as const]),
    ...(inspectorUrl === undefined ? [] : [['debugger', inspectorUrl] as const]),
    ...deviationTexts(warnings).map((text): ScreenFact => ['warning', text]),
    ...deviationTexts(deviations).map((text): ScreenFact => ['differs', text]),
    ...notRunFacts(notRun),
    ...(example === undefined ? [] : [['try', typed(example)] as const]),
  ];
}

const tokenFacts =
  (typed: TemplateScreen['typed']) =>
  ({ poolId, tokenEndpoint, clients }: ShownPlatform['pools'][number]): ScreenFact[] => {
    const able = clients.filter(({ clientSecret }) => clientSecret !== undefined);
    if (tokenEndpoint === undefined)
      return [['tokens', `none: user pool ${poolId} has no domain, so no token endpoint`]];
    if (able.length === 0) return [['tokens', `none: no client of user pool ${poolId} has a secret`]];
    const width = Math.max(...able.map(({ name }) => name.length));
    return able.map(({ name, scopes }): ScreenFact => {
      const command = typed(`mint --client ${name}`);
      return ['token', `${command}${' '.repeat(width - name.length)}  ${scopes.join(' ')}`];
    });
  };

const hasSigned = (apis: ShownPlatform['apis']): boolean =>
  apis.some(({ routes }) => routes.some(({ authorization }) => authorization.type === 'AWS_IAM'));

const identityNames = (identities: readonly GivenIdentity[]): string =>
  identities.length === 0
    ? ''
    : `  (as ${identities.map(({ name, accessKeyId }) => name ?? accessKeyId).join(', ')}: --sign NAME)`;

function notRunFacts(notRun: ShownPlatform['notRun']): ScreenFact[] {
  const byType = Map.groupBy(notRun, ({ type }) => type);
  return [...byType].map(([type, all]): ScreenFact => ['not run', `${type}  ${listLogicalIds(all)}`]);
}
