import { lambdaContext } from '@scopegate/testing';
import type { Context } from 'aws-lambda';
import type { AuthorizerEvent } from '../src/index.ts';
import { createAuthorizer } from '../src/index.ts';
import type { State } from '../src/state.ts';
import { createDecisionSteps } from '../src/steps/decision-steps.ts';
import { createAttacked } from '../test/attacks/attacked.ts';
import { attackTables } from '../test/attacks/tables.ts';
import { type ColdStart, coldStartRatio, measureColdStart } from './cold-start.ts';
import { createFixtures, eventOf, fresh, optionsOf, routeKey, tableOf } from './fixtures.ts';
import { type Candidate, type Measured, measure, median, ratio, warmUpRounds } from './measure.ts';
import * as peers from './peers.ts';

// Prints how long the authorizer takes beside its peers and its limits, and fails when a budget is broken by more than
// the slack. `node packages/authorizer/bench/run.ts [rounds]`

const rounds = Number(process.argv[2] ?? 61);
/** So few that a round is over before another process gets the core. */
const calls = 50;
/** Budgets are for a quiet machine. */
const slack = 1.25;

// Each call of a run sees a token that was not seen before, as far as our cache of verified tokens goes.
const all = createFixtures((rounds + warmUpRounds) * calls);
const few = { ...all, tokens: all.tokens.slice(0, 64) };
const context = lambdaContext();
const discard = (): void => {};

const principal = (name: string, fixtures: typeof all, table = tableOf(10)): Candidate => {
  const steps = createDecisionSteps(optionsOf(fixtures, table)).slice(0, 2);
  return {
    name,
    prepare: (at) => {
      const authorization = fresh(`Bearer ${fixtures.tokens[at % fixtures.tokens.length] ?? ''}`);
      return async () => {
        const state: State = { authorization, routeKey, decisionId: '' };
        for (const { run } of steps) {
          // As Middy does.
          const running = run(state);
          if (running instanceof Promise) await running;
        }
        if (state.verified === undefined) throw new Error('The bench must measure tokens that are good.');
      };
    },
  };
};

const onEvents = (
  name: string,
  { tokens }: typeof all,
  run: (event: AuthorizerEvent, context: Context) => unknown,
): Candidate => ({
  name,
  prepare: (at) => {
    const event = eventOf(tokens[at % tokens.length] ?? '');
    return () => run(event, context);
  },
});

const handler = (name: string, fixtures: typeof all, table = tableOf(10)): Candidate => {
  const authorizer = createAuthorizer({ ...optionsOf(fixtures, table), write: discard });
  return onEvents(name, fixtures, authorizer);
};

const minimal = (name: string, fixtures: typeof all, lineLength: number): Candidate => {
  const run = peers.minimalMiddy(fixtures, { write: discard, lineLength });
  return onEvents(name, fixtures, run);
};

const refused = (name: string): Candidate => {
  // A forged signature costs one verification and, once per cool-down, a look at the keys.
  const tokens = all.tokens.map((token) => `${token.slice(0, -12)}AAAAAAAAAAAA`);
  return onEvents(name, { ...all, tokens }, createAuthorizer({ ...optionsOf(all), write: discard }));
};

/** What is refused, of every kind: all attacks on one issuer, in turn. */
async function attacks(name: string): Promise<Candidate> {
  const credentials = Object.values(attackTables)
    .flat()
    .filter(({ at = 'oidc' }) => at === 'oidc')
    .map(({ send }) => send());
  const { call } = await createAttacked('oidc', { challenge: 'none', code: 'source' });
  return {
    name,
    prepare: (at) => {
      const credential = fresh(credentials[at % credentials.length] ?? '');
      return () => call(credential);
    },
  };
}

async function auditLineLength(): Promise<number> {
  let length = 0;
  const authorizer = createAuthorizer({ ...optionsOf(few), write: (line) => (length = line.length) });
  await authorizer(eventOf(few.tokens[0] ?? ''), context);
  return length;
}

const names = {
  raw: 'crypto.verify, nothing else',
  library: 'aws-jwt-verify verifySync',
  repeated: 'token -> principal, seen before',
  first: 'token -> principal, first seen',
  handler: 'whole handler, first seen, 10 routes',
  handlerSeen: 'whole handler, seen before',
  huge: 'whole handler, first seen, 10,000 routes',
  minimal: 'minimal Middy authorizer',
  refused: 'whole handler, forged token',
  attacks: 'whole handler, all attacks',
};
interface Budget {
  readonly name: string;
  readonly value: number;
  readonly most: number;
}

/** Measures everything, prints it, and gives what the budgets came to. */
async function run(): Promise<readonly Budget[]> {
  const jsonWebToken = await peers.jsonWebToken(few);
  const candidates = [
    peers.rawVerify(few),
    peers.awsJwtVerify(few),
    principal(names.repeated, few),
    principal(names.first, all),
    handler(names.handler, all),
    handler(names.handlerSeen, few),
    handler(names.huge, all, tableOf(10_000)),
    minimal(names.minimal, all, await auditLineLength()),
    refused(names.refused),
    await attacks(names.attacks),
    peers.joseVerify(few),
    peers.fastJwt(few),
    jsonWebToken,
  ];
  const measured = await measure(candidates, { rounds, calls });
  jsonWebToken.close();
  const coldStart = measureColdStart(rounds);
  print(measured, coldStart);
  return toBudgets(measured, coldStart);
}

function find(measured: readonly Measured[], name: string): Measured {
  const one = measured.find((candidate) => candidate.name === name);
  if (one === undefined) throw new Error(`unreachable: ${name} was measured`);
  return one;
}

function print(measured: readonly Measured[], coldStart: ColdStart): void {
  console.log(
    `${rounds} rounds of ${calls} calls, RS256, tokens of ${all.tokens[0]?.length} bytes, Node ${process.version}\n`,
  );
  console.log(`${'µs median'.padStart(10)} ${'best'.padStart(8)} ${'x raw'.padStart(7)}`);
  for (const one of measured) {
    const middle = median(one.micros).toFixed(1).padStart(10);
    const best = Math.min(...one.micros)
      .toFixed(1)
      .padStart(8);
    console.log(`${middle} ${best} ${ratio(one, find(measured, names.raw)).toFixed(2).padStart(7)}  ${one.name}`);
  }
  console.log('\nwhole processes, ms of processor time');
  for (const { name, micros } of [coldStart.bare, coldStart.floor, coldStart.prebuilt])
    console.log(`${(median(micros) / 1_000).toFixed(1).padStart(10)}  ${name}`);
}

function toBudgets(measured: readonly Measured[], coldStart: ColdStart): readonly Budget[] {
  const budget = (one: string, other: string, most: number): Budget => ({
    name: `${one} / ${other}`,
    value: ratio(find(measured, one), find(measured, other)),
    most,
  });
  return [
    budget(names.repeated, names.raw, 0.1),
    budget(names.first, names.library, 1.25),
    budget(names.handler, names.minimal, 1.3),
    budget(names.huge, names.handler, 1.05),
    budget(names.refused, names.handler, 2),
    budget(names.attacks, names.handler, 2),
    {
      name: 'what the prebuilt file adds to a process / what node:crypto adds',
      value: coldStartRatio(coldStart),
      most: 1.6,
    },
  ];
}

const isBroken = ({ value, most }: Budget): boolean => value > most * slack;

/** Other work on the machine breaks a budget once, a change for the worse each time. */
async function isWithinBudgets(attempts: number): Promise<boolean> {
  const budgets = await run();
  console.log('\nbudgets');
  for (const budget of budgets) {
    const { name, value, most } = budget;
    const verdict = isBroken(budget) ? 'BROKEN' : value > most ? 'over  ' : 'held  ';
    console.log(`${verdict} ${value.toFixed(2).padStart(6)} <= ${most}  ${name}`);
  }
  if (!budgets.some(isBroken)) return true;
  return attempts > 1 && isWithinBudgets(attempts - 1);
}

if (!(await isWithinBudgets(3))) process.exitCode = 1;
