import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { tableOf } from './fixtures.ts';
import { type Measured, median } from './measure.ts';

/** What a cold start costs beside the least that any verifier has to load. */
export interface ColdStart {
  /** Processor time of whole processes: bare Node; one that imports a file with `import 'node:crypto'`; the prebuilt file. */
  readonly bare: Measured;
  readonly floor: Measured;
  readonly prebuilt: Measured;
}

const settings = [{ preset: 'oidc', issuer: 'https://issuer.example', audience: ['things'] }];
const report =
  ';process.on("exit",()=>{const{user,system}=process.cpuUsage();process.stdout.write(String(user+system))})';

/**
 * Runs whole processes, the order turned by one each round. Processor time and not the clock's: on a machine with other
 * work the clock tells of that.
 */
export function measureColdStart(rounds: number): ColdStart {
  const directory = mkdtempSync(join(tmpdir(), 'scopegate-cold-start-'));
  try {
    cpSync(fileURLToPath(new URL('../dist/lambda', import.meta.url)), directory, { recursive: true });
    writeFileSync(join(directory, 'access-table.json'), JSON.stringify(tableOf(10)));
    writeFileSync(join(directory, 'floor.mjs'), "import 'node:crypto';");
    const programs = { bare: '0', floor: "import('./floor.mjs')", prebuilt: "import('./index.cjs')" };
    const entries = Object.entries(programs);
    const micros = entries.map((): number[] => []);
    // One round to warm up the file cache, which does not count.
    for (let round = -1; round < rounds; round += 1) {
      for (let place = 0; place < entries.length; place += 1) {
        const at = (place + round + entries.length) % entries.length;
        const taken = processorTime(entries[at]?.[1] ?? '', directory);
        if (round >= 0) micros[at]?.push(taken);
      }
    }
    const [bare, floor, prebuilt] = entries.map(([name], at) => ({ name, micros: micros[at] ?? [] }));
    if (bare === undefined || floor === undefined || prebuilt === undefined) throw new Error('unreachable');
    return { bare, floor, prebuilt };
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/** What the prebuilt file adds to bare Node, over what `node:crypto` adds; of medians, since single differences are noise. */
export const coldStartRatio = ({ bare, floor, prebuilt }: ColdStart): number =>
  (median(prebuilt.micros) - median(bare.micros)) / (median(floor.micros) - median(bare.micros));

function processorTime(program: string, directory: string): number {
  const { status, stdout } = spawnSync(process.execPath, ['-e', program + report], {
    cwd: directory,
    encoding: 'utf8',
    env: { SCOPEGATE_ISSUERS: JSON.stringify(settings) },
  });
  if (status !== 0) throw new Error(`The bench cannot run ${program}. Build the authorizer first: pnpm build.`);
  return Number(stdout);
}
