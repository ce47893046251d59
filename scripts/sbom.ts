import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { librariesOf, packPackages } from './packed/pack-packages.ts';
import { run } from './packed/run.ts';

// Writes a CycloneDX list of all that an application gets with the packed packages. Needs the registry.
//
// Usage: pnpm sbom [file]

const file = resolve(process.argv[2] ?? 'sbom.cdx.json');
const directory = mkdtempSync(join(tmpdir(), 'scopegate-sbom-'));
try {
  const tarballs = packPackages(resolve(import.meta.dirname, '..'), join(directory, 'tarballs'));
  const place = join(directory, 'tarballs');
  writeFileSync(join(place, 'package.json'), '{"name":"scopegate","version":"0.0.0","private":true}');
  run('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', ...librariesOf(tarballs)], place);
  const list = run('npm', ['sbom', '--sbom-format', 'cyclonedx', '--omit', 'dev'], place);
  const { components }: { components: readonly object[] } = JSON.parse(list);
  writeFileSync(file, list);
  console.error(`${components.length} components in ${file}`);
} finally {
  rmSync(directory, { recursive: true, force: true });
}
