import type { Deviation } from './deviation.ts';
import type { Fault, FaultPlace, Finding } from './fault.ts';

/** Gathers faults, so that one start names all of them, and deviations, which stop nothing. */
export class FaultList {
  readonly #faults: Fault[] = [];
  readonly #places = new Set<string>();
  readonly #deviations = new Map<string, Deviation>();

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

  /** Tells once how a resource is run otherwise than on AWS. */
  deviate(deviation: Deviation): void {
    const { stack, logicalId, property, text } = deviation;
    this.#deviations.set(JSON.stringify([stack, logicalId, property, text]), deviation);
  }

  /** Takes over what another list gathered. */
  addAll({ all, deviations }: FaultList): void {
    for (const { where, ...finding } of all) this.add(where, finding);
    for (const deviation of deviations) this.deviate(deviation);
  }

  get all(): readonly Fault[] {
    return this.#faults;
  }

  get deviations(): readonly Deviation[] {
    return [...this.#deviations.values()];
  }
}

const keyOf = ({ stack, logicalId, path, option }: FaultPlace): string =>
  JSON.stringify([stack, logicalId, path, option?.name, option?.entry]);
