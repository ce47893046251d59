import type { FaultOption } from './fault.ts';
import type { Located } from './model.ts';

/** How a resource that runs here differs from AWS. */
export interface Deviation extends Located {
  /** One sentence, which names no option and no flag. */
  readonly text: string;
  /** An option that removes the difference. */
  readonly option?: FaultOption;
}
