import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { checkAdopter } from './check-adopter.ts';
import { checkCreated } from './check-created.ts';
import { checkTypes } from './check-types.ts';
import { packPackages } from './pack-packages.ts';
import { serveTemplate } from './serve-template.ts';

// Packs what is published, installs it with npm in directories outside this repository, and uses it as others would: what works
// from source must work from the tarballs. Needs the registry, and some minutes.
//
// Usage: pnpm packed [adopter...]. `types`: what module resolution finds; `template`: serves a template alone; `created`: what
// `npm create scopegate` makes; the others are the folders of `adopters/`.

const adopters = join(import.meta.dirname, 'adopters');
const all = ['types', 'template', 'created', ...readdirSync(adopters).filter((name) => name !== 'shop')];
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !all.includes(name));
if (unknown.length > 0) throw new Error(`There is no adopter ${unknown.join(', ')}. Allowed: ${all.join(', ')}.`);

const directory = mkdtempSync(join(tmpdir(), 'scopegate-packed-'));
try {
  const tarballs = packPackages(resolve(import.meta.dirname, '../..'), join(directory, 'tarballs'));
  for (const name of asked.length === 0 ? all : asked) {
    const place = join(directory, name);
    console.error(`\n${name}`);
    if (name === 'types') checkTypes(directory, tarballs);
    else if (name === 'template') await serveTemplate(place, tarballs);
    else if (name === 'created') await checkCreated(place, tarballs);
    else await checkAdopter(place, join(adopters, name), tarballs);
  }
} finally {
  rmSync(directory, { recursive: true, force: true });
}
