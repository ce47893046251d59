/** Weight of the newest call: one slow call among quick ones is forgotten after about twenty. */
const weight = 0.2;

/** How long the calls of a function take, as a moving average. */
export class UsualTime {
  /** Milliseconds; endless before the first call. */
  millis = Number.POSITIVE_INFINITY;

  note(millis: number): void {
    this.millis = Number.isFinite(this.millis) ? this.millis + weight * (millis - this.millis) : millis;
  }
}
