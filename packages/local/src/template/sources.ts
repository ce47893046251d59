import { resolve } from 'node:path';
import type { LambdaFunction } from '../model/index.ts';
import type { StackSource } from './assembly/read-assembly.ts';
import { own } from './json-value.ts';
import type { LoadedStack } from './loaded-stack.ts';

/** Absolute paths of what an assembly was read from: manifests, templates, OpenAPI documents, and the functions' code. */
export function sourcesOf(
  stacks: readonly Pick<LoadedStack, 'source'>[],
  functions: readonly Pick<LambdaFunction, 'codeDirectory' | 'packedCode'>[],
): readonly string[] {
  return [
    ...new Set([
      ...stacks.flatMap(({ source }) => [...source.files, ...documentsOf(source)]),
      ...functions.flatMap(({ codeDirectory, packedCode }) => {
        if (packedCode === undefined) return codeDirectory === '' ? [] : [codeDirectory];
        return 'zipFile' in packedCode ? [packedCode.zipFile] : [];
      }),
    ]),
  ];
}

/** SAM APIs may be defined by a file beside the template. */
const documentsOf = ({ directory, template }: StackSource): readonly string[] =>
  [...template.resources.values()].flatMap(({ properties }) => {
    const uri = own(properties, 'DefinitionUri');
    return typeof uri === 'string' ? [resolve(directory, uri)] : [];
  });
