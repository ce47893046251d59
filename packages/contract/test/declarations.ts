import { expect } from '@jest/globals';
import { Type } from 'typebox';
import { type ApiDeclaration, ContractError, type ContractFault, defineApi, scopes } from '../src/index.ts';

export const ok = { 200: Type.Object({}) };
/** A declaration without a fault. */
export const base: ApiDeclaration = {
  title: 'Things',
  version: '1.0.0',
  scopes: { read: 'Reads', write: { about: 'Writes', implies: ['read'] } },
  routes: {
    list: { route: 'GET /things', access: scopes('read'), responses: ok },
    get: {
      route: 'GET /things/{id}',
      access: scopes('read'),
      params: Type.Object({ id: Type.String() }),
      responses: ok,
    },
  },
};

// What the types refuse must be refused at run time too, for contracts that come from untyped code.
export const define = defineApi as (declaration: ApiDeclaration) => ReturnType<typeof defineApi>;
export const faultsOf = (declaration: unknown): readonly ContractFault[] => {
  try {
    define(declaration as ApiDeclaration);
  } catch (error) {
    if (error instanceof ContractError) return error.faults;
    throw error;
  }
  return [];
};
export const withRoute = (route: unknown) => ({ ...base, routes: { ...base.routes, extra: route } });

/** The declaration has a fault at this place, and each of its faults says everything that a fault has to say. */
export function expectFault(declaration: unknown, at: string): void {
  const faults = faultsOf(declaration);
  expect(faults.map((fault) => fault.at)).toContain(at);
  for (const fault of faults) {
    for (const text of Object.values(fault)) expect(text).not.toBe('');
  }
}
