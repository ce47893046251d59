import type { FaultList, Located } from '../../model/index.ts';
import { qualifiedId } from '../../model/index.ts';
import type { Asset } from '../assembly/assets.ts';
import { localAsset } from '../assembly/assets.ts';

/** Paths that stand in for what is not on this machine. */
export interface GivenPaths {
  /** Directories and zips by the logical ID (or `<stack>/<logicalId>`) of a function or a layer. @default none */
  readonly code?: Readonly<Record<string, string>>;
  /** Directories and zips by the ARN of a layer outside the assembly. @default none */
  readonly layers?: Readonly<Record<string, string>>;
}

/** The code that is given for a function or a layer. */
export function givenCode(at: Located, { code = {} }: GivenPaths): Asset | undefined {
  const key = [qualifiedId(at), at.logicalId].find((name) => Object.hasOwn(code, name));
  return key === undefined ? undefined : localAsset(code[key] ?? '', code[key] ?? '');
}

/** The content that is given for a layer outside the assembly. */
export function givenLayer(arn: string, { layers = {} }: GivenPaths): Asset | undefined {
  return Object.hasOwn(layers, arn) ? localAsset(layers[arn] ?? '', layers[arn] ?? '') : undefined;
}

interface Takers {
  /** Functions and layers. */
  readonly holders: readonly Located[];
  /** ARNs of layers that functions have. */
  readonly layerArns: readonly string[];
}

/** A path for what the assembly does not have must not be mistaken for one that works. */
export function refuseUnusedPaths(
  { code = {}, layers = {} }: GivenPaths,
  { holders, layerArns }: Takers,
  faults: FaultList,
): void {
  const ids = holders.flatMap((at) => [at.logicalId, qualifiedId(at)]);
  for (const entry of Object.keys(code).filter((id) => !ids.includes(id))) {
    faults.add(
      { option: { name: 'code', entry } },
      {
        rule: 'code-of-unknown-function',
        what: `${entry} is no function and no layer of the assembly`,
        allowed: holders.map(({ logicalId }) => logicalId).join(', ') || 'there are none',
        remedy: 'Name one of these.',
      },
    );
  }
  for (const entry of Object.keys(layers).filter((arn) => !layerArns.includes(arn))) {
    faults.add(
      { option: { name: 'layers', entry } },
      {
        rule: 'layer-of-no-function',
        what: `No function has the layer ${entry}`,
        allowed: layerArns.join(', ') || 'functions have no layers',
        remedy: 'Name the ARN of a layer that a function has.',
      },
    );
  }
}
