import { lambdaContext } from '@scopegate/testing';
import type { Context } from 'aws-lambda';
import type { AuthorizerEvent } from '../src/index.ts';
import { createAuthorizer } from '../src/index.ts';
import type { State } from '../src/state.ts';
import { createDecisionSteps } from '../src/steps/decision-steps.ts';
import { coldStartRatio, measureColdStart } from './cold-start.ts';
import { createFixtures, eventOf, fresh, optionsOf, routeKey, tableOf } from './fixtures.ts';
import { type Candidate, type Measured, measure, median, ratio } from './measure.ts';
import * as peers from './peers.ts';

// Prints how long the authorizer takes beside its peers and its limits, and fails when a budget is broken by more than
// the slack. `node packages/authorizer/bench/run.ts [rounds]`

const rounds = Number(process.argv[2] ?? 61);
/** So few that a round is over before another process gets the core. */
const calls = 50;
/** Budgets are for a quiet machine. */
const slack = 1.25;

// Each call of a run sees a token that was not seen before, as far as our cache of verified tokens goes.
const all = createFixtures((rounds + 1) * calls);
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

async function auditLineLength(): Promise<number> {
  let length = 0;
  const authorizer = createAuthorizer({ ...optionsOf(few), write: (line) => (length = line.length) });
  await authorizer(eventOf(few.tokens[0] ?? ''), context);
  return length;
}

const jsonWebToken = await peers.jsonWebToken(few);
const lineLength = await auditLineLength();
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
};
const measured = await measure(
  [
    peers.rawVerify(few),
    peers.awsJwtVerify(few),
    principal(names.repeated, few),
    principal(names.first, all),
    handler(names.handler, all),
    handler(names.handlerSeen, few),
    handler(names.huge, all, tableOf(10_000)),
    minimal(names.minimal, all, lineLength),
    refused(names.refused),
    peers.joseVerify(few),
    peers.fastJwt(few),
    jsonWebToken,
  ],
  { rounds, calls },
);
jsonWebToken.close();

const coldStart = measureColdStart(rounds);

const found = (name: string): Measured => {
  const one = measured.find((candidate) => candidate.name === name);
  if (one === undefined) throw new Error(`unreachable: ${name} was measured`);
  return one;
};

console.log(
  `${rounds} rounds of ${calls} calls, RS256, tokens of ${all.tokens[0]?.length} bytes, Node ${process.version}\n`,
);
console.log(`${'µs median'.padStart(10)} ${'best'.padStart(8)} ${'x raw'.padStart(7)}`);
for (const one of measured) {
  const cells = [
    median(one.micros).toFixed(1).padStart(10),
    Math.min(...one.micros)
      .toFixed(1)
      .padStart(8),
  ];
  console.log(`${cells.join(' ')} ${ratio(one, found(names.raw)).toFixed(2).padStart(7)}  ${one.name}`);
}

console.log('\nwhole processes, ms of processor time');
for (const { name, micros } of Object.values(coldStart) as Measured[])
  console.log(`${(median(micros) / 1_000).toFixed(1).padStart(10)}  ${name}`);

const over = (one: string, other: string): number => ratio(found(one), found(other));
const budgets = [
  { name: `${names.repeated} / ${names.raw}`, value: over(names.repeated, names.raw), most: 0.1 },
  { name: `${names.first} / ${names.library}`, value: over(names.first, names.library), most: 1.25 },
  { name: `${names.handler} / ${names.minimal}`, value: over(names.handler, names.minimal), most: 1.3 },
  { name: `${names.huge} / ${names.handler}`, value: over(names.huge, names.handler), most: 1.05 },
  { name: `${names.refused} / ${names.handler}`, value: over(names.refused, names.handler), most: 2 },
  {
    name: 'what the prebuilt file adds to a process / what node:crypto adds',
    value: coldStartRatio(coldStart),
    most: 1.5,
  },
];
console.log('\nbudgets');
for (const { name, value, most } of budgets) {
  const broken = value > most * slack;
  console.log(
    `${broken ? 'BROKEN' : value > most ? 'over  ' : 'held  '} ${value.toFixed(2).padStart(6)} <= ${most}  ${name}`,
  );
  if (broken) process.exitCode = 1;
}
