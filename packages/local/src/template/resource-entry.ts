import type { RawResource } from './assembly/stack-template.ts';

/** A resource of a template, under its logical ID. */
export type ResourceEntry = readonly [logicalId: string, resource: RawResource];
