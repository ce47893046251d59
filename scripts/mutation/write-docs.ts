import { writeFileSync } from 'node:fs';
import { type FileOutcome, score } from './outcome.ts';

/** What `docs/mutation.md` says; everything in it comes from one run. */
export function writeDocs(path: string, outcomes: readonly FileOutcome[]): void {
  const files = outcomes.map((one) => `| \`${one.file}\` | ${one.total} | ${one.killed} | ${percent(score(one))} |`);
  const killed = outcomes.reduce((sum, one) => sum + one.killed, 0);
  const total = outcomes.reduce((sum, one) => sum + one.total, 0);
  const excused = outcomes.flatMap((one) =>
    one.excused.map(
      ({ file, original, replacement, why }) =>
        `| \`${file.split('/').at(-1)}\` | ${code(original)} | ${code(replacement)} | ${why} |`,
    ),
  );
  writeFileSync(
    path,
    page({ files, excused, total: `| all | ${total} | ${killed} | ${percent(score({ killed, total }))} |` }),
  );
}

const percent = (value: number): string => `${value.toFixed(1)} %`;

// A table cell: bars are escaped, and a code span that holds backticks has two of them around it.
function code(text: string): string {
  const cell = text.replaceAll('|', '\\|');
  return cell.includes('`') ? `\`\` ${cell} \`\`` : `\`${cell}\``;
}

const page = ({
  files,
  excused,
  total,
}: {
  files: string[];
  excused: string[];
  total: string;
}): string => `# Mutation tests

\`pnpm mutate\` changes the code that decides who gets in, one small change at a time, and runs that code's unit tests
against each. A change that no test notices is a survivor. 95 % must be killed, and every survivor needs an excuse in
\`scripts/mutation/excuses.ts\`; an unused excuse fails too. One group alone: \`pnpm mutate guard\`. A run of all groups writes
this page.

Only the unit tests named in \`scripts/mutation/groups.ts\` count. Attack tables, properties and end-to-end tests, which would
kill most of these mutants as well, do not run.

| file | mutants | killed | score |
|---|--:|--:|--:|
${[...files, total].join('\n')}

## Survivors

Each counts against the score.

| file | code | replaced by | why no test can, or need, notice |
|---|---|---|---|
${excused.join('\n')}
`;
