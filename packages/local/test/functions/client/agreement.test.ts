import { describe, expect, it } from '@jest/globals';
import { bundled } from '../../support/bundled.ts';
import { compare } from './compare.ts';
import { differences } from './differences.ts';
import { type Facts, readFacts } from './facts.ts';
import { lastWord, runInHost } from './run-in-host.ts';
import type { NodeMajor } from './runtime-subject.ts';
import { subjects } from './subjects.ts';

type FunctionHostModule = typeof import('../../../src/functions/create-function-host.ts');
const { createFunctionHost }: FunctionHostModule = await import(await bundled('src/functions/create-function-host.ts'));

const endingCalls = (calls: Facts[string] = {}): ReadonlySet<string> =>
  new Set(
    Object.keys(calls).filter((name) => calls[name]?.ended && calls[name].log?.some((line) => lastWord.test(line))),
  );

const majors: readonly NodeMajor[] = [24, 22];

describe('the runtime', () => {
  it.each(majors)('knows all that AWS’s client of Node %i was asked', (major) => {
    const asked = [...subjects].flatMap(([name, { calls, nodes }]) =>
      nodes?.includes(major) === false ? [] : Object.keys(calls).map((call) => [name, call]),
    );
    const answered = Object.entries(readFacts(major)).flatMap(([name, calls]) =>
      Object.keys(calls).map((call) => [name, call]),
    );
    expect(answered).toEqual(asked);
  });

  it('does as AWS’s clients do, but for the differences that are listed', async () => {
    const facts = { 24: readFacts(24), 22: readFacts(22) };
    const running = majors.flatMap((major) =>
      [...subjects]
        .filter(([, { nodes }]) => nodes?.includes(major) !== false)
        .map(([name, subject]) => ({ name, major, subject, ending: endingCalls(facts[major][name]) })),
    );
    const ours = await runInHost(createFunctionHost, running);
    const found = running.flatMap(({ name, major }, index) =>
      [...(ours[index] ?? [])].flatMap(([call, fact]) => {
        const aws = facts[major][name]?.[call];
        return aws
          ? [...compare(aws, fact)].map(([aspect, both]) => ({ id: `${major}: ${name} › ${call}: ${aspect}`, ...both }))
          : [];
      }),
    );
    const listed = new Set(differences.map(({ id }) => id));
    const seen = new Set(found.map(({ id }) => id));
    expect({
      isNew: found.filter(({ id }) => !listed.has(id)),
      hasVanished: [...listed].filter((id) => !seen.has(id)),
    }).toEqual({ isNew: [], hasVanished: [] });
  }, 600_000);
});
