import { existsSync, mkdirSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';

export interface FunctionFilesPlaces {
  /** Real path of the asset: `/var/task`. */
  readonly taskRoot: string;
  /** Real paths of the layers, the strongest first: together `/opt`. */
  readonly layers: readonly string[];
  /** `/tmp`; made when it is first used. */
  readonly temporaryDirectory: string;
  /** Real paths that are read as they are, wherever they lie: packages that Lambda's runtime carries. */
  readonly others: readonly string[];
}

/**
 * Where the paths of a function lie on this machine. Relative paths start at the task root, as on Lambda; `/var/task` and
 * `/opt` are the asset and its layers, `/tmp` is the environment's own. Only what lies there may be written; all else is
 * a read-only file system.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html
 */
export class FunctionFiles {
  readonly #places: FunctionFilesPlaces;
  readonly #asTheyAre: readonly string[];
  // before any function replaces them
  readonly #exists = existsSync;
  readonly #makeDirectory = mkdirSync;
  /** Of the function: a thread has none of its own. */
  workingDirectory: string;

  constructor(places: FunctionFilesPlaces) {
    const { taskRoot, layers, temporaryDirectory, others } = places;
    this.#places = places;
    this.#asTheyAre = [taskRoot, ...layers, temporaryDirectory, ...others].map(belowTmp);
    this.workingDirectory = taskRoot;
  }

  /** The path on this machine of what a function calls by this path. */
  locate(path: string): string {
    const { taskRoot, layers, temporaryDirectory } = this.#places;
    const absolute = resolve(this.workingDirectory, path);
    if (this.#asTheyAre.some((root) => isWithin(absolute, root))) return absolute;
    if (isWithin(absolute, '/var/task')) return within(absolute, '/var/task', taskRoot);
    if (isWithin(absolute, '/tmp')) return within(absolute, '/tmp', this.#temporary(temporaryDirectory));
    if (!isWithin(absolute, '/opt') || layers.length === 0) return absolute;
    const candidates = layers.map((layer) => within(absolute, '/opt', layer));
    return candidates.find((candidate) => this.#exists(candidate)) ?? candidates[0] ?? absolute;
  }

  /** Whether a function may write to a path of this machine: its `/tmp`, and devices. */
  isWritable(real: string): boolean {
    return isWithin(real, this.#places.temporaryDirectory) || isWithin(real, '/dev');
  }

  /** How a function calls a path of this machine: the opposite of {@link locate} for `/tmp`; others stay. */
  toGiven(real: string): string {
    const { temporaryDirectory } = this.#places;
    return isWithin(real, temporaryDirectory) ? within(real, temporaryDirectory, '/tmp') : real;
  }

  /** Before any function asks, whatever it does to `fs`. */
  exists(real: string): boolean {
    return this.#exists(real);
  }

  #temporary(directory: string): string {
    if (!this.#exists(directory)) this.#makeDirectory(directory, { recursive: true });
    return directory;
  }
}

const isWithin = (path: string, root: string): boolean => path === root || path.startsWith(root + sep);

const within = (path: string, from: string, to: string): string => join(to, path.slice(from.length));

/** What lies below this machine's `/tmp` keeps its surroundings there, where the module loader looks around. */
const belowTmp = (root: string): string => /^\/tmp\/[^/]+/.exec(root)?.[0] ?? root;
