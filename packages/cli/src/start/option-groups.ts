import { type Command, InvalidArgumentError, Option } from 'commander';
import { parsePort } from '../shell/port-option.ts';
import { repeated } from '../shell/repeated.ts';
import { parseCount } from './count-option.ts';
import { parseDomain } from './domain-option.ts';
import { parseHostName } from './host-option.ts';
import { parseIdentity } from './identity-option.ts';
import { parseIssuer } from './issuer-option.ts';
import { type NameValue, parseNameValue } from './name-value.ts';
import { onlyOnce } from './only-once.ts';
import { parsePolicy } from './policy-option.ts';
import { defaultPort } from './start-options.ts';

/** Options under one heading of the help. */
interface OptionGroup {
  readonly heading: string;
  readonly options: () => readonly Option[];
}

/** Adds every option of `start`. */
export function addStartOptions(command: Command): void {
  for (const { heading, options } of [servedOptions, servingOptions, callerOptions, outsideOptions, functionOptions])
    for (const option of options()) command.addOption(onlyOnce(option).helpGroup(heading));
}

const servedOptions: OptionGroup = {
  heading: 'What is served:',
  options: () => [
    new Option(
      '--stack <name>',
      "a stack of an assembly, or a pattern: 'shop-*'; may be repeated (default: all)",
    ).argParser(repeated(String)),
    new Option('--api <id>', 'the one API, by logical ID or name; the others are not served (default: all)'),
    new Option('--stage <name>', 'the one stage of each API; of the project: the stage to run (default: its first)'),
    new Option(
      '--parameter <name=value>',
      "a template's parameter, or a value of what is not run: Queue.Arn, /ssm/name; may be repeated",
    ).argParser(repeated(parseNameValue)),
    new Option('--skip-route <key>', "answer this route, 'GET /x', with 501; may be repeated").argParser(
      repeated(String),
    ),
    new Option('--region <name>', 'the AWS region (default: that of the stacks, or us-east-1)'),
    new Option('--account <id>', 'the AWS account (default: that of the stacks, or 123456789012)'),
  ],
};

const servingOptions: OptionGroup = {
  heading: 'How it is served:',
  options: () => [
    new Option('--port <number>', 'the port of the first API, 0: any free port; further APIs get any free port')
      .argParser(parsePort(0))
      .default(defaultPort),
    new Option('--data <dir>', 'the directory of tables and keys (default: .scopegate/<port>)'),
    new Option('--fresh', 'empty the tables first'),
    new Option('--no-watch', 'do not reload changes while it serves'),
    new Option('--json', 'print the report, or why the start failed, as one line of JSON on stdout'),
    new Option('--log [format]', 'show requests and function logs on stderr; json: one trace per request')
      .choices(['text', 'json'])
      .preset('text'),
    new Option(
      '--setting <name=value>',
      'behaviour that AWS does not document, see docs/conformance.md; may be repeated',
    ).argParser(repeated(parseNameValue)),
  ],
};

const callerOptions: OptionGroup = {
  heading: 'Callers:',
  options: () => [
    new Option(
      '--issuer <issuer[=keys]>',
      'stand in for this issuer too; or, for any issuer, take its real keys: a JWKS file or a loopback URL; may be repeated',
    ).argParser(repeated(parseIssuer)),
    new Option(
      '--jwks-path <issuer=path>',
      'where an issuer that is stood in for has its keys: /keys, or a URL; may be repeated',
    ).argParser(repeated(parseNameValue)),
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
    new Option(
      '--aws-endpoint <url>',
      'functions call it in place of AWS services that are not run here (LocalStack, moto)',
    ),
    new Option('--allow-host <host>', 'functions may call it; may be repeated').argParser(repeated(parseHostName)),
    new Option('--allow-http-host <host>', 'HTTP integrations may call it; may be repeated').argParser(
      repeated(parseHostName),
    ),
  ],
};

const functionOptions: OptionGroup = {
  heading: 'Functions:',
  options: () => [
    new Option('--env <file>', 'variables: { "LogicalId": { "NAME": "value" }, "Parameters": { ...for all } }'),
    new Option('--code <id=path>', 'the directory or zip of a function or layer; may be repeated').argParser(
      repeated(parseNameValue),
    ),
    new Option('--layer <arn=path>', 'the directory or zip of a layer outside the template; may be repeated').argParser(
      repeated(parseLayer),
    ),
    new Option(
      '--concurrency <number>',
      'calls per function at a time; further calls are throttled (default: 1000)',
    ).argParser(parseCount),
    new Option('--environments <number>', 'threads per function; further calls wait (default: 10)').argParser(
      parseCount,
    ),
    new Option('--inspect [port]', 'let a debugger attach, and lift time limits (default port: 9229)').argParser(
      parseInspectPort,
    ),
  ],
};

/** An ARN has no `=`. */
const parseLayer = (text: string): NameValue => parseNameValue(text, 'ARN=PATH');

const parseInspectPort = (text: string): number => {
  if (/^\d/.test(text)) return parsePort(0)(text);
  throw new InvalidArgumentError('Allowed: a port from 0 to 65535. The path comes before the options.');
};
