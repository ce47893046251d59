import type { Finding } from '../../model/index.ts';

/** A value of the template that has no value here. Made into a fault where the property is read. */
export class Unresolvable extends Error {
  readonly finding: Finding;
  /** The reference check has named it already, with the exact path. */
  readonly alreadyReported: boolean;

  constructor(finding: Finding, alreadyReported = false) {
    super(finding.what);
    this.finding = finding;
    this.alreadyReported = alreadyReported;
  }
}
