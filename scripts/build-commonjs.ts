import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { build } from 'esbuild';

// CommonJS of the packages that projects without ESM use: one file per entry, with declarations of its own. What these cannot
// `require` (packages that are ESM only) is bundled; all else stays a dependency, the packages of ours among it.

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly publishConfig?: { readonly exports?: Readonly<Record<string, Readonly<Record<string, unknown>>>> };
}

/** Dependencies that have no CommonJS. */
const esmOnly = /^(typebox|@middy\/)/;

export async function buildCommonJs(directory: string): Promise<void> {
  const manifest = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8')) as Manifest;
  const entries = Object.values(manifest.publishConfig?.exports ?? {}).flatMap(commonJsEntry);
  if (entries.length === 0) return;
  const dependencies = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies });
  await build({
    absWorkingDir: directory,
    entryPoints: Object.fromEntries(entries.map((entry) => [entry, `src/${entry}.ts`])),
    outdir: 'dist/commonjs',
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    external: dependencies.filter((name) => !esmOnly.test(name)).flatMap((name) => [name, `${name}/*`]),
    define: { 'import.meta.url': 'moduleUrl' },
    banner: { js: "const moduleUrl = require('node:url').pathToFileURL(__filename).href;" },
    logLevel: 'warning',
  });
  writeDeclarations(join(directory, 'dist'));
}

/** `audit/index` of an entry whose `require` is `./dist/commonjs/audit/index.cjs`. */
function commonJsEntry({ require: required }: Readonly<Record<string, unknown>>): string[] {
  const file =
    typeof required === 'object' && required !== null && 'default' in required ? required.default : undefined;
  const entry = /^\.\/dist\/commonjs\/(.+)\.cjs$/.exec(String(file))?.[1];
  return entry === undefined ? [] : [entry];
}

/**
 * For each declaration one beside the CommonJS: the same, but relative imports name `.cjs`, and types of packages that are ESM
 * only are imported as such. In both, relative imports lose `.ts`, which compilers before 5.7 do not take.
 */
function writeDeclarations(dist: string): void {
  for (const file of globSync('**/*.d.ts', { cwd: dist, exclude: ['commonjs/**'] })) {
    const text = readFileSync(join(dist, file), 'utf8').replace(/^\/\/# sourceMappingURL=.*$/m, '');
    writeFileSync(join(dist, file), withExtension(text, 'js'));
    const target = join(dist, 'commonjs', file.replace(/\.d\.ts$/, '.d.cts'));
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, asEsmTypes(withExtension(text, 'cjs')));
  }
}

const withExtension = (text: string, extension: string): string =>
  text.replace(/((?:from |import |import\()['"]\.[^'"]*)\.ts(['"])/g, `$1.${extension}$2`);

const asEsmTypes = (text: string): string =>
  text.replace(
    /^(import )(?:type )?(.* from ['"](?:typebox|@middy\/[^'"]*)['"]);/gm,
    '$1type $2 with { "resolution-mode": "import" };',
  );

for (const file of globSync('packages/*/package.json').sort()) await buildCommonJs(resolve(dirname(file)));
