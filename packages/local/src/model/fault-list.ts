import type { Fault, FaultPlace, Finding } from './fault.ts';

/** Gathers faults, so that one start names all of them. */
export class FaultList {
  readonly #faults: Fault[] = [];
  readonly #places = new Set<string>();

  /** Keeps the first fault of a place: what follows from it at the same place would only hide it. */
  add(where: FaultPlace, finding: Finding): void {
    if (this.#places.has(keyOf(where))) return;
    this.silence(where);
    this.#faults.push({ where, ...finding });
  }

  /** Takes no (further) fault at a place: its cause is reported elsewhere. */
  silence(where: FaultPlace): void {
    this.#places.add(keyOf(where));
  }

  get all(): readonly Fault[] {
    return this.#faults;
  }
}

const keyOf = ({ stack, logicalId, path, option }: FaultPlace): string =>
  JSON.stringify([stack, logicalId, path, option?.name, option?.entry]);
