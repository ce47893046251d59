/** A mutant that no test can notice, or need not. */
export interface Excuse {
  /** From the repository's root. */
  readonly file: string;
  /** The code as it stands, in one line, and what Stryker put in its place. */
  readonly original: string;
  readonly replacement: string;
  readonly why: string;
}

type Row = readonly [original: string, replacement: string, why: string];

const inFile = (file: string, rows: readonly Row[]): Excuse[] =>
  rows.map(([original, replacement, why]) => ({ file, original, replacement, why }));

const planted = '"Stryker was here!"';
const returnsNothing = 'a function that ends gives undefined too';

/** Survivors, each with its reason. They count against the score all the same. */
export const excuses: readonly Excuse[] = [
  ...inFile('packages/authorizer/src/token/read-claims.ts', [
    ['clientId === undefined', 'false', 'the map has no client `undefined`; the condition is there for the types'],
    [
      'issuer.clients?.get(clientId)?.tenant',
      'issuer.clients?.get(clientId).tenant',
      'where clients are listed, `isForUs` has refused any other before',
    ],
    ["''", planted, 'each name has its claim; the text is there for the types'],
    ["typeof value === 'number'", 'true', '`Number.isFinite` is false of all but numbers; it is there for the types'],
  ]),
  ...inFile('packages/authorizer/src/token/strict-json.ts', [
    ['{ return; }', '{}', returnsNothing],
    ['at < text.length', 'at <= text.length', 'behind the end is no character'],
  ]),
  ...inFile('packages/authorizer/src/token/unverified-jwt.ts', [
    ["''", planted, 'a segment that is not there is refused, and so is this text: neither is base64url'],
  ]),
  ...inFile('packages/handler/src/middlewares/guard.ts', [
    [
      "decision.outcome === 'deny'",
      'true',
      'the challenge is made from the reason; the outcome is there for the types',
    ],
  ]),
  ...inFile('packages/contract/src/policy/prove-policy.ts', [
    [
      'denies .filter(() => isTokenRoute(route))',
      'denies',
      'no scopes satisfy the rule of an `iam()` route, so that `canPart` is false of it',
    ],
    ['other !== route', 'true', 'no rule parts from itself'],
    ['[...at].sort()', '[...at]', 'places found in another order would be walked through once more, to the same end'],
    ["'.'", '""', 'tells place 12 from places 1 and 2, in templates of ten segments and more'],
    ["' '", '""', 'each number is followed by a colon; the space only makes the key readable'],
  ]),
  ...inFile('packages/contract/src/policy/rule-logic.ts', [
    ["''", planted, 'no decision reads the issuer or the subject'],
    ['known.set(key, result);', ';', 'the answer is worked out anew, to the same end'],
    ['[]', '["Stryker was here"]', 'a scope that the catalogue lacks grants nothing'],
  ]),
  ...inFile('packages/contract/src/policy/route-selection.ts', [
    ['a.length < b.length', 'false', 'the longer of two sorts first by the -1 above; equals keep their order'],
  ]),
  ...inFile('packages/contract/src/policy/with-policies.ts', [
    ['early.length > 0', 'false', 'the size is checked once more with the denials; the early look saves the proof'],
    ['[]', '["Stryker was here"]', 'the policies of a table that has faults are never read'],
  ]),
];
