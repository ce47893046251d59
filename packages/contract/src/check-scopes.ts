import { type ContractFault, shown } from './faults.ts';
import { implicationCycles, isScopeToken, type ScopeEntry, toCatalogueScope } from './scope-catalogue.ts';

/** Faults of the scope catalogue. */
export function checkScopes(scopes: Readonly<Record<string, ScopeEntry>>): ContractFault[] {
  const catalogue = new Map(Object.entries(scopes).map(([scope, entry]) => [scope, toCatalogueScope(entry)]));
  const faults: ContractFault[] = [];
  for (const [scope, { about, implies }] of catalogue) {
    if (!isScopeToken(scope)) faults.push(notAToken(scope));
    if (typeof about !== 'string' || about.trim() === '') faults.push(withoutMeaning(scope));
    for (const other of implies)
      if (!catalogue.has(other)) faults.push(unknownImplied(scope, other, [...catalogue.keys()]));
  }
  return [...faults, ...implicationCycles(catalogue).map(cycle)];
}

const notAToken = (scope: string): ContractFault => ({
  at: `scopes.${scope}`,
  problem: 'is not a scope token',
  given: shown(scope),
  allowed: 'printable ASCII without space, " and \\ (RFC 6749 §3.3)',
  remedy: 'Rename the scope',
});

const withoutMeaning = (scope: string): ContractFault => ({
  at: `scopes.${scope}`,
  problem: 'does not say what it grants',
  given: '""',
  allowed: 'one sentence',
  remedy: 'Describe the scope: consent screens and documents show it',
});

const unknownImplied = (scope: string, other: string, known: readonly string[]): ContractFault => ({
  at: `scopes.${scope}.implies`,
  problem: 'implies a scope that is not in the catalogue',
  given: shown(other),
  allowed: known.join(', '),
  remedy: 'Add the scope to the catalogue or remove it here',
});

const cycle = (path: string): ContractFault => ({
  at: 'scopes',
  problem: 'scopes imply each other in a circle',
  given: path,
  allowed: 'implications without a way back',
  remedy: 'Remove one of the implications: scopes that always come together are one scope',
});
