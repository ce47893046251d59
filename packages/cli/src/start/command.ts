import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Host } from '../host/host.ts';
import { loadProject } from '../project/load-project.ts';
import type { Finish } from '../shell/finish.ts';
import { invocation } from '../shell/invocation.ts';
import { examples, parsePort } from '../shell/port-option.ts';
import { parseDomain } from './domain-option.ts';
import { parseIdentity } from './identity-option.ts';
import { parseIssuer } from './issuer-option.ts';
import { parseCount, parseHost, parsePair, repeated } from './pair-option.ts';
import { parsePolicy } from './policy-option.ts';
import { defaultPort, type StartOptions } from './start-options.ts';
import { startProject } from './start-project.ts';
import { failureReport } from './start-report.ts';
import { startTemplate } from './start-template.ts';

const description =
  'Serves HTTP APIs on this machine, until Ctrl-C: those of a CDK cloud assembly, of a CloudFormation or a SAM template, ' +
  'or, without a path, of the project (scopegate.config.ts), which it builds and synthesizes. ' +
  'The line "ready <url>" on stdout says that it serves. What cannot be run as on AWS stops the start with exit code 3.';

/** `scopegate start` */
export function addStart(program: Command, host: Host, finish: Finish): void {
  const typed = (rest: string): string => invocation(`start${rest}`, host);
  const command = program
    .command('start')
    .summary('run an HTTP API here: no AWS, no Docker')
    .description(description)
    .argument('[path]', 'cdk.out, a template, or its directory (default: the project)');
  for (const group of [whatOptions, howOptions, callerOptions, outsideOptions, functionOptions])
    addGroup(command, group);
  command
    .addHelpText(
      'after',
      examples(
        typed(''),
        typed(' --port 4000 --fresh'),
        typed(' template.yaml --parameter Stage=dev --env env.json'),
        typed(' cdk.out --stack shop-dev --api Api --port 4000'),
        typed(" template.yaml --skip-route 'POST /legacy'"),
        typed(" template.yaml --issuer 'https://login.example.com/=jwks.json'"),
        typed(" template.yaml --identity alice='GET /orders/*'"),
        typed(' template.yaml --json | jq .apis'),
      ),
    )
    .action(async (path: string | undefined, options: StartOptions) => {
      const starting = async (): Promise<number> =>
        path === undefined
          ? await startProject(await loadProject(host, templateAdvice(host)), host, options)
          : await startTemplate(path, host, options);
      finish(await starting().catch((error: unknown) => fail(error, host, options)));
    });
}

/** What lies here that could be started without a project. */
const templateAdvice = ({ cwd }: Pick<Host, 'cwd'>): string => {
  const names = ['cdk.out', 'template.yaml', 'template.yml', 'template.json'];
  const found = names.find((name) => existsSync(join(cwd, name)));
  return found === undefined
    ? 'A template needs none: scopegate start template.yaml'
    : `For ${found}, which is here, none is needed: scopegate start ${found}`;
};

/** Says it for programs, too; `run` says it for people. */
function fail(error: unknown, { stdout }: Host, { json }: StartOptions): never {
  if (json === true) stdout.write(`${JSON.stringify(failureReport(error))}\n`);
  throw error;
}

interface OptionGroup {
  readonly heading: string;
  readonly options: () => readonly Option[];
}

function addGroup(command: Command, { heading, options }: OptionGroup): void {
  for (const option of options()) command.addOption(option.helpGroup(heading));
}

const whatOptions: OptionGroup = {
  heading: 'What is served:',
  options: () => [
    new Option('--stack <name>', 'the one stack of an assembly (default: all)'),
    new Option('--api <id>', 'the one API, by logical ID or name; nothing answers for others (default: all)'),
    new Option('--stage <name>', 'the one stage of each API; of the project: the stage to run (default: its first)'),
    new Option('--parameter <name=value>', "a template's parameter; may be repeated").argParser(
      repeated((text) => parsePair(text)),
    ),
    new Option('--skip-route <key>', "answer this route, 'GET /x', with 501; may be repeated").argParser(
      repeated((text) => text),
    ),
    new Option('--region <name>', "where it runs (default: the stacks', or us-east-1)"),
    new Option('--account <id>', "whose account (default: the stacks', or 123456789012)"),
  ],
};

const howOptions: OptionGroup = {
  heading: 'How it is served:',
  options: () => [
    new Option('--port <number>', 'where the first API listens, further ones on any free port; 0: any free port')
      .argParser(parsePort(0))
      .default(defaultPort),
    new Option('--data <dir>', 'where tables and keys are kept (default: .scopegate/<port>)'),
    new Option('--fresh', 'empty the tables first'),
    new Option('--no-watch', 'do not take up changes while it serves'),
    new Option('--json', 'print the report, or why there is none, as one line of JSON on stdout'),
    new Option('--log [format]', 'show requests and function logs on stderr; json: one trace per request')
      .choices(['text', 'json'])
      .preset('text'),
    new Option(
      '--setting <name=value>',
      'what AWS does not document, see docs/conformance.md; may be repeated',
    ).argParser(repeated((text: string) => parsePair(text))),
  ],
};

const callerOptions: OptionGroup = {
  heading: 'Callers:',
  options: () => [
    new Option(
      '--issuer <issuer=keys>',
      'a JWKS file, or a loopback URL, for an issuer of JWT authorizers; may be repeated',
    ).argParser(repeated(parseIssuer)),
    new Option(
      '--identity <name=route>',
      "a caller with new keys for AWS_IAM routes: alice='GET /orders/*'; may be repeated",
    ).argParser(repeated(parseIdentity)),
    new Option(
      '--identities <file>',
      'JSON list of callers { name, accessKeyId, secretAccessKey, policies }; -: stdin',
    ),
    new Option(
      '--policy <arn=file>',
      'the policy document of a role or managed policy outside the template; may be repeated',
    ).argParser(repeated(parsePolicy)),
    new Option(
      '--domain <name=files>',
      'CERTIFICATE,KEY,TRUSTSTORE of a custom domain with mutual TLS (PEM files); may be repeated',
    ).argParser(repeated(parseDomain)),
  ],
};

const outsideOptions: OptionGroup = {
  heading: 'Hosts outside this machine (none, unless allowed):',
  options: () => [
    new Option('--allow-host <host>', 'functions may call it; may be repeated').argParser(repeated(parseHost)),
    new Option('--allow-http-host <host>', 'HTTP integrations may call it; may be repeated').argParser(
      repeated(parseHost),
    ),
  ],
};

const functionOptions: OptionGroup = {
  heading: 'Functions:',
  options: () => [
    new Option('--env <file>', 'variables: { "LogicalId": { "NAME": "value" }, "Parameters": { ...for all } }'),
    new Option(
      '--concurrency <number>',
      'calls per function at a time; one beyond is throttled (default: 1000)',
    ).argParser(parseCount),
    new Option('--environments <number>', 'threads per function; calls beyond wait (default: 10)').argParser(
      parseCount,
    ),
    new Option('--inspect [port]', 'let a debugger attach, and lift time limits (default port: 9229)').argParser(
      parseInspectPort,
    ),
  ],
};

const parseInspectPort = (text: string): number => {
  if (/^\d/.test(text)) return parsePort(0)(text);
  throw new InvalidArgumentError('Allowed: a port from 0 to 65535. The path comes before the options.');
};
