import { librariesOf } from './pack-packages.ts';
import { run } from './run.ts';

/** Entries that are ES modules alone, or no modules for others: the bundler of handlers, and the prebuilt authorizer. */
const alone: Readonly<Record<string, readonly string[]>> = {
  handler: ['build'],
  authorizer: ['lambda', 'lambda-policy'],
};

const typed = ['authorizer', 'cdk', 'contract', 'handler', 'testing'];

/** What a project finds by each way of resolving modules, as attw and publint see it. */
export function checkTypes(directory: string, tarballs: Readonly<Record<string, string>>): void {
  for (const tarball of librariesOf(tarballs)) {
    run('npm', ['exec', '--yes', '--package=publint@0.3.25', '--', 'publint', tarball, '--strict'], directory);
  }
  for (const name of typed) {
    const tool = ['exec', '--yes', '--package=@arethetypeswrong/cli@0.18.5', '--', 'attw', tarballs[name] ?? name];
    const left = alone[name] ?? [];
    run('npm', [...tool, ...(left.length > 0 ? ['--exclude-entrypoints', ...left] : [])], directory);
  }
}
