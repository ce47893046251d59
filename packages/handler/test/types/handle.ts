import { handle } from '../../src/index.ts';
import { api } from '../harness.ts';

// Compiled, never run: each `@ts-expect-error` is a use that must not compile.

export const typed = handle(api, 'create').handler(({ params, body, caller }) => {
  const id: string = params.id;
  const name: string = body.name;
  const granted: readonly ('read' | 'write' | 'admin')[] = caller.scopes;
  // @ts-expect-error the body has no such member
  body.price;
  // @ts-expect-error the path has no such parameter
  params.name;
  return { status: 201, body: { id: `${id}${name}${granted.length}` } };
});

// @ts-expect-error no such route
handle(api, 'remove');
// @ts-expect-error a status that is not declared
handle(api, 'get').handler(() => ({ status: 404 }));
// @ts-expect-error a body that does not fit
handle(api, 'get').handler(() => ({ status: 200, body: { id: 1 } }));
// @ts-expect-error nobody is authenticated on an open route
handle(api, 'health').handler(({ caller }) => ({ status: 200, body: { id: caller.subject } }));
// @ts-expect-error a principal has no ARN
handle(api, 'get').handler(({ caller }) => ({ status: 200, body: { id: caller.userArn } }));
