import type { FaultOption } from './fault.ts';
import type { Located } from './located.ts';

/** How a resource that runs here differs from AWS. It changes no verdict: who gets in is the same without it. */
export interface Deviation extends Located {
  /** The path from the resource to the property that is run otherwise. @default the resource as a whole */
  readonly property?: string;
  /** The consequence, in one sentence that names no option and no flag. */
  readonly text: string;
  /** An option that removes the difference. */
  readonly option?: FaultOption;
}
