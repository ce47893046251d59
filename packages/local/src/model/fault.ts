/** One thing that keeps an assembly from running: where it stands, what is wrong, what to do about it. */
export interface Fault {
  readonly stack?: string;
  /** The resource's (or the output's) logical ID; absent where the fault lies outside every resource. */
  readonly logicalId?: string;
  /** The resource type. */
  readonly type?: string;
  /** The way from the resource to the value: `Properties.CorsConfiguration.MaxAge`; outside resources a file or an option. */
  readonly path: string;
  readonly reason: string;
  readonly remedy: string;
}

/** Where a fault stands; what {@link FaultList.add} puts before the reason. */
export type Place = Omit<Fault, 'reason' | 'remedy'>;

/** Gathers faults, so that one start names all of them. */
export class FaultList {
  readonly #faults: Fault[] = [];
  readonly #places = new Set<string>();

  /** Keeps the first fault of a place: what follows from it at the same place would only hide it. */
  add(place: Place, reason: string, remedy: string): void {
    if (this.#places.has(keyOf(place))) return;
    this.silence(place);
    this.#faults.push({ ...place, reason, remedy });
  }

  /** Takes no (further) fault at a place: its cause is reported elsewhere. */
  silence(place: Place): void {
    this.#places.add(keyOf(place));
  }

  get all(): readonly Fault[] {
    return this.#faults;
  }
}

const keyOf = (place: Place): string => JSON.stringify([place.stack, place.logicalId, place.path]);
