import type { Located } from './model.ts';

/** How a resource is run otherwise than on AWS, though it is run. */
export interface Deviation extends Located {
  /** One sentence. */
  readonly text: string;
}
