import { templateCases } from '../cases/index.ts';
import type { TemplateCase } from './template-case.ts';

const head = `# Templates

What \`scopegate start\` is given in its tests, and what must come of it: answers of the running API, or the refusal that
stops the start with the place and the reason. Generated from \`packages/local/test/platform/templates\` by
\`node packages/local/test/platform/templates/write-table.ts\`; a test holds it equal.`;

/** \`docs/templates.md\`, from the cases. */
export function templateTable(): string {
  const families = Map.groupBy(templateCases, ({ family }) => family);
  const sections = [...families].map(
    ([family, cases]) => `## ${family}\n\n| template | outcome |\n|---|---|\n${cases.map(row).join('\n')}`,
  );
  return `${[head, ...sections].join('\n\n')}\n`;
}

function row({ name, outcome }: TemplateCase): string {
  if ('requests' in outcome) {
    const answers = outcome.requests.map(({ request, status }) => `\`${request}\` ${status}`).join(', ');
    const notRun = outcome.notRun === undefined ? '' : `; not run: ${outcome.notRun.join(', ')}`;
    const differs = outcome.deviations === undefined ? '' : `; differs: ${outcome.deviations.join(', ')}`;
    return `| ${name} | ${answers}${notRun}${differs} |`;
  }
  const { logicalId, path, option } = outcome;
  const place = [logicalId, path, ...(option ? ['option', option.name, option.entry] : [])].filter(Boolean).join(' ');
  return `| ${name} | refused at \`${place}\`: ${outcome.words} |`;
}
