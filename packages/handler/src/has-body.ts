import type { Route } from '@scopegate/contract';

/** Whether a route takes a body. Does not read the schema, which a bundle has not. */
export function hasBody(route: Route): boolean {
  const declared = Object.getOwnPropertyDescriptor(route, 'body');
  return declared !== undefined && (declared.get !== undefined || declared.value !== undefined);
}
