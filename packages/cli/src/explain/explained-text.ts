import type { ExplainedStep } from '@scopegate/authorizer';
import type { Paint, PaintStyle } from '../shell/paint.ts';
import { printable } from '../shell/safe-text.ts';
import { textTable } from '../shell/text-table.ts';
import type { ExplainedAnswer } from './explained-answer.ts';
import type { RevocationStep } from './explained-revocation.ts';

/** What is explained, without its token. */
export interface ExplainedRequest {
  readonly method: string;
  readonly path: string;
  readonly routeKey: string;
  /** Whose token the request has, in words. */
  readonly holder: string;
  /** ISO 8601, UTC. */
  readonly at: string;
}

export interface Explained {
  readonly request: ExplainedRequest;
  /** Those of the authorizer; then the guard's, where it looks for revocations and the others have passed. */
  readonly steps: readonly (ExplainedStep | RevocationStep)[];
  readonly answer: ExplainedAnswer;
  /** Why keys could not be fetched. */
  readonly failures: readonly string[];
}

const styles = {
  ok: 'green',
  allow: 'green',
  deny: 'red',
  error: 'red',
  skipped: 'dim',
} as const satisfies Record<string, PaintStyle>;

/** The explanation for a terminal: each step with its inputs, then the answer. */
export function explainedText({ request, steps, answer, failures }: Explained, paint: Paint): string {
  const { method, path, holder, at } = request;
  return [
    `${printable(`${method} ${path}`)} as ${printable(holder)}, at ${at}\n\n`,
    textTable(steps.flatMap((step, index) => stepRows(step, index + 1, paint))),
    ...failures.map((failure) => `\n${paint('red', printable(failure))}\n`),
    `\n${explainedAnswerText(answer, paint)}`,
    ...(steps.at(-1)?.name === 'decide' && steps.at(-1)?.outcome === 'ok' ? [notLookedAt] : []),
  ].join('');
}

const notLookedAt = '  not looked at: revocations; the handler of this route is told no revocation table\n';

function stepRows(
  { name, outcome, reason, words, inputs }: ExplainedStep | RevocationStep,
  at: number,
  paint: Paint,
): string[][] {
  const text = reason === undefined ? words : `${reason}: ${words}`;
  return [
    [String(at), paint('bold', name), paint(styles[outcome], outcome), text],
    ...Object.entries(inputs).map(([input, value]) => ['', '', '', paint('dim', `${input}: `) + printable(`${value}`)]),
  ];
}

function explainedAnswerText({ outcome, reason, text, remedy, ...source }: ExplainedAnswer, paint: Paint): string {
  const lines = [`${paint(styles[outcome], outcome)}: ${whatHappens(source)}`];
  if (outcome !== 'allow') lines.push(`  reason: ${reason}: ${text}`, ...since(source), `  remedy: ${remedy}`);
  return lines.map((line) => `${line}\n`).join('');
}

const since = ({ revokedSince }: Pick<ExplainedAnswer, 'revokedSince'>): string[] =>
  revokedSince === undefined ? [] : [`  since: ${revokedSince}`];

function whatHappens({
  by,
  status,
  wwwAuthenticate,
}: Pick<ExplainedAnswer, 'by' | 'status' | 'wwwAuthenticate'>): string {
  if (by === 'handler') return 'the request reaches the handler';
  if (by === 'guard') return `${status} from the guard of the handler\n  WWW-Authenticate: ${wwwAuthenticate}`;
  return `${status} from the gateway, without a reason; the handler is not invoked`;
}
