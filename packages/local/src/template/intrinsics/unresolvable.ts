/** A value of the template that has no value here. Turned into a fault by whoever reads the property. */
export class Unresolvable extends Error {
  readonly remedy: string;
  /** The reference check has named it already, with the exact path. */
  readonly alreadyReported: boolean;

  constructor(reason: string, remedy: string, alreadyReported = false) {
    super(reason);
    this.remedy = remedy;
    this.alreadyReported = alreadyReported;
  }
}
