import type { FaultOption } from './fault.ts';
import type { Located } from './model.ts';

/** How a resource is run otherwise than on AWS, though it is run. */
export interface Deviation extends Located {
  /** One sentence. Names neither an option nor a flag. */
  readonly text: string;
  /** An option that settles it. */
  readonly option?: FaultOption;
}
