import { expect } from '@jest/globals';
import type { Stack } from 'aws-cdk-lib';
import { ScopedHttpApiError } from '../../src/index.ts';
import { createStack, type ShopProps, shopStack } from './shop-stack.ts';
import type { Workspace } from './workspace.ts';

/** Props that the construct refuses, with all their faults. */
export interface RefusedProps {
  readonly name: string;
  readonly props: (stack: Stack) => ShopProps;
  readonly faults: readonly { readonly code: string; readonly at: string; readonly given?: string }[];
}

export function expectRefusal(workspace: Workspace, { props, faults }: RefusedProps): void {
  const stack = createStack(workspace);
  const error = refusalOf(() => shopStack(workspace, props(stack), stack));
  expect(error.faults).toMatchObject(faults);
  expect(error.faults).toHaveLength(faults.length);
  expect(error.message).not.toContain('secret');
}

export function refusalOf(make: () => unknown): ScopedHttpApiError {
  try {
    make();
  } catch (error) {
    if (error instanceof ScopedHttpApiError) return error;
    throw error;
  }
  throw new Error('was accepted');
}
