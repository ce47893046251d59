import { cpSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { librariesOf } from './pack-packages.ts';
import { run } from './run.ts';
import { started } from './started.ts';

/**
 * An application of its own kind that takes the packages: its types, its tests, its synth, and what `scopegate start cdk.out`
 * answers.
 */
export async function checkAdopter(
  directory: string,
  adopter: string,
  tarballs: Readonly<Record<string, string>>,
): Promise<void> {
  cpSync(join(dirname(adopter), 'shop'), directory, { recursive: true });
  cpSync(adopter, directory, { recursive: true });
  // With scripts: the package `node` brings the Node that an application asks for.
  run('npm', ['install', '--no-audit', '--no-fund', ...librariesOf(tarballs)], directory);
  run(process.execPath, ['bundle.mjs'], directory);
  for (const script of ['types', 'test', 'synth']) run('npm', ['run', '--silent', script], directory);
  await started(directory, 'cdk.out', async (url, scopegate) => {
    const open = await fetch(`${url}/health`);
    if (open.status !== 200) throw new Error(`GET /health answered ${open.status}: ${await open.text()}`);
    const issuer = ['--issuer', 'https://id.example.com'];
    const bought = scopegate('call', 'POST', '/things/1', ...issuer, '--scope', 'shop:buy', '--user', 'anna', '--fail');
    if (!bought.includes('201')) throw new Error(`It answered ${bought}`);
    const refused = scopegate('call', 'POST', '/things/1', ...issuer, '--scope', 'shop:look');
    if (!refused.includes('403')) throw new Error(`It answered ${refused}`);
  });
}
