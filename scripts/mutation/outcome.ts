import { type Excuse, excuses } from './excuses.ts';
import type { Mutants } from './run-group.ts';

type Mutant = Mutants[number];

/** What became of the mutants of one file. */
export interface FileOutcome {
  readonly file: string;
  readonly killed: number;
  readonly total: number;
  /** Survivors without an excuse. */
  readonly unexcused: readonly Survivor[];
  readonly excused: readonly Excuse[];
}

/** A mutant no test noticed: the line as it stands, and what stood in the place of a part of it. */
export interface Survivor {
  readonly file: string;
  readonly line: number;
  readonly original: string;
  readonly replacement: string;
}

const survived = ({ status }: Mutant): boolean => status === 'Survived' || status === 'NoCoverage';
// A mutant that never ends is noticed too; one that breaks its file says nothing about the tests, and is not counted.
const noticed = ({ status }: Mutant): boolean => status === 'Killed' || status === 'Timeout';

/** Percent of mutants that were killed, 0 to 100; survivors count against it, excused or not. */
export const score = ({ killed, total }: Pick<FileOutcome, 'killed' | 'total'>): number =>
  total === 0 ? 100 : (100 * killed) / total;

/** The same over several files. */
export const totalScore = (outcomes: readonly FileOutcome[]): number =>
  score({ killed: sum(outcomes, 'killed'), total: sum(outcomes, 'total') });

const sum = (outcomes: readonly FileOutcome[], of: 'killed' | 'total'): number =>
  outcomes.reduce((so, outcome) => so + outcome[of], 0);

/**
 * Counts by file, in alphabetical order.
 *
 * @param sourceOf a file's text, to quote survivors from
 */
export function outcomesOf(mutants: Mutants, sourceOf: (file: string) => string): FileOutcome[] {
  const byFile = Map.groupBy(mutants, ({ fileName }) => fileName);
  return [...byFile]
    .toSorted(([a], [b]) => a.localeCompare(b))
    .map(([file, ofFile]) => {
      const survivors = ofFile.filter(survived).map((mutant) => toSurvivor(file, mutant, sourceOf(file)));
      return {
        file,
        killed: ofFile.filter(noticed).length,
        total: ofFile.filter((mutant) => survived(mutant) || noticed(mutant)).length,
        unexcused: survivors.filter((survivor) => !excuses.some((excuse) => covers(excuse, survivor))),
        excused: excuses.filter((excuse) => survivors.some((survivor) => covers(excuse, survivor))),
      };
    });
}

/** Excuses for a file that was looked at, of which no mutant survived: they are to be taken out. */
export const staleExcuses = (outcomes: readonly FileOutcome[]): Excuse[] =>
  excuses.filter(
    (excuse) =>
      outcomes.some(({ file }) => file === excuse.file) && !outcomes.some(({ excused }) => excused.includes(excuse)),
  );

const covers = (excuse: Excuse, { file, original, replacement }: Survivor): boolean =>
  excuse.file === file && excuse.original === original && excuse.replacement === replacement;

// Stryker counts lines and columns from 1, and the end is behind the last character.
function toSurvivor(file: string, { location: { start, end }, replacement = '' }: Mutant, source: string): Survivor {
  const lines = source.split('\n').slice(start.line - 1, end.line);
  const last = lines.pop() ?? '';
  const original = [...lines, last.slice(0, end.column - 1)].join('\n').slice(start.column - 1);
  return { file, line: start.line, original: oneLine(original), replacement: oneLine(replacement) };
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();
