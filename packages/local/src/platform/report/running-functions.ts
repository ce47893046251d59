import type { Located, Model } from '../../model/index.ts';

/** A function that is served. */
export interface RunningFunction extends Located {
  readonly functionName: string;
  /** As in the template: `nodejs24.x`. */
  readonly runtime: string;
}

/** The functions of a model, without what is in their environment. */
export const runningFunctions = ({ functions }: Pick<Model, 'functions'>): readonly RunningFunction[] =>
  functions.map(({ stack, logicalId, functionName, runtime }) => ({ stack, logicalId, functionName, runtime }));
