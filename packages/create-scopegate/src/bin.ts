#!/usr/bin/env node
import { askInTerminal, complete } from './ask.ts';
import { readArguments, usage } from './choices.ts';
import { create } from './create.ts';
import { runners } from './project-files.ts';

// Without a terminal there is nobody to ask.
async function main(): Promise<void> {
  const given = readArguments(process.argv.slice(2), process.env['npm_config_user_agent']);
  if (given.help) {
    console.log(usage);
    return;
  }
  const choices = await complete({ ...given, yes: given.yes || !process.stdin.isTTY }, askInTerminal);
  const directory = create(choices, process.cwd());
  const { packageManager } = choices;
  const steps = [
    `cd ${choices.name}`,
    ...(choices.installs ? [] : [`${packageManager} install`]),
    `${packageManager} start`,
    `${runners[packageManager]} scopegate call GET /me --client visitor     # in a second terminal`,
  ];
  console.error(`\n${directory} is ready.\n\n${steps.map((step) => `  ${step}`).join('\n')}\n`);
}

try {
  await main();
} catch (error) {
  console.error(`error: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
}
