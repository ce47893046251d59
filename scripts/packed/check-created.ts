import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { creator } from './pack-packages.ts';
import { run } from './run.ts';
import { started } from './started.ts';

/** What `npm create scopegate` makes: from the command to the first 200 and the first 403; then its types and tests. */
export async function checkCreated(directory: string, tarballs: Readonly<Record<string, string>>): Promise<void> {
  mkdirSync(directory, { recursive: true });
  const tarball = tarballs[creator] ?? creator;
  for (const issuer of ['cognito', 'https://id.example.com']) {
    const name = issuer === 'cognito' ? 'with-pool' : 'with-issuer';
    const start = performance.now();
    const options = ['--issuer', issuer, '--pm', 'npm', '--from', dirname(tarball), '--yes'];
    run('npm', ['exec', '--yes', `--package=${tarball}`, '--', creator, name, ...options], directory);
    const project = join(directory, name);
    await started(project, undefined, async (_url, scopegate) => {
      const quote = ['call', 'POST', '/quotes', '--data', '{"quantity":3}'];
      expectStatus(scopegate(...quote, '--client', 'buyer'), 201);
      expectStatus(scopegate(...quote, '--client', 'visitor'), 403);
      console.error(`${name}: first 201 and first 403 after ${Math.round(performance.now() - start) / 1000} s`);
    });
    for (const script of ['types', 'test']) run('npm', ['run', '--silent', script], project);
  }
}

function expectStatus(shown: string, status: number): void {
  if (!shown.includes(`HTTP/1.1 ${status}`)) throw new Error(`Expected ${status}. It answered ${shown}`);
}
