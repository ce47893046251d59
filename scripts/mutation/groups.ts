/** Sources that decide who gets in, with the tests that have to notice when they change. */
export interface MutationGroup {
  readonly name: string;
  readonly mutate: readonly string[];
  /** Jest's globs, from the repository's root. */
  readonly tests: readonly string[];
}

// Small groups: every mutant loads all tests of its group.
export const mutationGroups: readonly MutationGroup[] = [
  {
    name: 'decide',
    mutate: ['packages/contract/src/decision/decide.ts'],
    tests: ['packages/contract/test/unit/decision/decide.test.ts'],
  },
  {
    name: 'guard',
    mutate: ['packages/handler/src/middlewares/guard.ts'],
    tests: [
      'packages/handler/test/unit/middlewares/guard-admit.test.ts',
      'packages/handler/test/unit/middlewares/guard-revocation.test.ts',
    ],
  },
  {
    name: 'credential',
    mutate: ['packages/authorizer/src/credential.ts'],
    tests: ['packages/authorizer/test/unit/credential.test.ts'],
  },
  {
    name: 'strict-parsing',
    mutate: ['token/base64url', 'token/strict-json', 'token/unverified-jwt', 'json-types'].map(
      (file) => `packages/authorizer/src/${file}.ts`,
    ),
    tests: ['token/base64url', 'token/strict-json', 'token/unverified-jwt', 'json-types'].map(
      (file) => `packages/authorizer/test/unit/${file}.test.ts`,
    ),
  },
  {
    name: 'principal',
    mutate: ['packages/authorizer/src/token/read-claims.ts'],
    tests: ['packages/authorizer/test/unit/token/read-claims.test.ts'],
  },
  {
    name: 'policy-paths',
    mutate: ['packages/contract/src/policy/path-pattern.ts'],
    tests: ['packages/contract/test/unit/policy/path-pattern.test.ts'],
  },
  {
    name: 'policy-proof',
    mutate: ['prove-policy', 'rule-logic'].map((file) => `packages/contract/src/policy/${file}.ts`),
    tests: ['prove-policy', 'rule-logic', 'with-policies'].map(
      (file) => `packages/contract/test/unit/policy/${file}.test.ts`,
    ),
  },
  {
    name: 'policy-plan',
    mutate: ['policy-plan', 'route-selection', 'select-route-key', 'with-policies'].map(
      (file) => `packages/contract/src/policy/${file}.ts`,
    ),
    tests: ['policy-plan', 'route-selection', 'select-route-key', 'with-policies', 'compile-policy'].map(
      (file) => `packages/contract/test/unit/policy/${file}.test.ts`,
    ),
  },
  {
    name: 'policy-answer',
    mutate: ['compile-policy', 'is-policy-plan', 'policy-document', 'policy-error'].map(
      (file) => `packages/contract/src/policy/${file}.ts`,
    ),
    tests: ['compile-policy', 'is-policy-plan', 'policy-document', 'policy-error', 'with-policies'].map(
      (file) => `packages/contract/test/unit/policy/${file}.test.ts`,
    ),
  },
];
