import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { mutationGroups } from './mutation/groups.ts';
import { outcomesOf, score, staleExcuses, totalScore } from './mutation/outcome.ts';
import { type Mutants, runGroup } from './mutation/run-group.ts';
import { writeDocs } from './mutation/write-docs.ts';

// Mutation tests of the code that decides who gets in; arguments name groups, none means all. See docs/mutation.md.

const leastScore = 95;
const asked = process.argv.slice(2);
const known = mutationGroups.map(({ name }) => name);
const unknown = asked.filter((name) => !known.includes(name));
if (unknown.length > 0) {
  console.error(
    `No group of mutation tests is named ${unknown.join(', ')}. Allowed: ${known.join(', ')}; none for all.`,
  );
  process.exit(2);
}

const concurrency = Math.max(1, Math.min(4, availableParallelism()));
const mutants: Mutants = [];
for (const group of mutationGroups.filter(({ name }) => asked.length === 0 || asked.includes(name))) {
  console.error(`\n${group.name}: ${group.mutate.join(', ')}`);
  const sandbox = mkdtempSync(join(tmpdir(), 'scopegate-mutate-'));
  try {
    mutants.push(...(await runGroup(group, { sandbox, concurrency })));
  } finally {
    rmSync(sandbox, { recursive: true, force: true });
  }
}

const outcomes = outcomesOf(
  mutants.map((mutant) => ({ ...mutant, fileName: relative(process.cwd(), mutant.fileName) })),
  (file) => readFileSync(file, 'utf8'),
);
for (const one of outcomes)
  console.log(`${score(one).toFixed(1).padStart(5)} %  ${one.killed}/${one.total}  ${one.file}`);

const reached = totalScore(outcomes);
const faults = [
  ...(reached < leastScore
    ? [`${reached.toFixed(1)} % of the mutants are killed, ${leastScore} % are required. Add tests.`]
    : []),
  ...outcomes.flatMap(({ unexcused }) =>
    unexcused.map(
      ({ file, line, original, replacement }) =>
        `${file}:${line}: no test notices when "${original}" becomes "${replacement}". Add a test, or an excuse in scripts/mutation/excuses.ts.`,
    ),
  ),
  ...staleExcuses(outcomes).map(
    ({ file, original, replacement }) =>
      `${file}: "${original}" as "${replacement}" is excused, and no such mutant survives. Take the excuse out.`,
  ),
];
for (const fault of faults) console.error(fault);
if (asked.length === 0 && faults.length === 0) {
  writeDocs('docs/mutation.md', outcomes);
}
process.exit(faults.length === 0 ? 0 : 1);
