import type { LambdaFunction, LayerContent } from '../../model/index.ts';
import { quote } from '../../runtime/index.ts';
import type { ReadResources } from '../read-resources.ts';
import type { FunctionPart } from '../resources/lambda/function.ts';
import type { LayerPart } from '../resources/lambda/layer-version.ts';
import { givenLayer } from './given-paths.ts';
import { type CodePlaces, locateCode } from './link-code.ts';

/** Finds the layers of a function among those of the assembly; any other layer cannot be had, and is refused by name. */
export function linkLayers(
  { stack, layers: arns, properties }: FunctionPart,
  { layers }: Pick<ReadResources, 'layers'>,
  places: ReadonlyMap<string, CodePlaces>,
): Pick<LambdaFunction, 'layers'> {
  const found = arns.flatMap((arn, index) => {
    const part = layers.find((layer) => layer.arn === arn);
    if (part !== undefined) return contentOf(part, places.get(part.stack)) ?? [];
    const given = givenLayer(arn, places.get(stack)?.given ?? {});
    if (given?.directory !== undefined) return { directory: given.directory };
    if (given?.file?.endsWith('.zip') === true) return { zipFile: given.file };
    properties.fault(`Layers[${index}]`, {
      rule: 'layer-outside-assembly',
      what: `The layer ${quote(arn)} is not in the assembly, so that what it holds cannot be had`,
      ...(given === undefined ? {} : { given: given.problem ?? 'a file that is no zip' }),
      option: { name: 'layers', entry: arn },
      remedy:
        'Declare the layer in the assembly (AWS::Lambda::LayerVersion), or bundle what it holds into the function.',
    });
    return [];
  });
  return found.length === 0 ? {} : { layers: found };
}

function contentOf(
  { content, properties, stack, logicalId }: LayerPart,
  places: CodePlaces | undefined,
): LayerContent | undefined {
  return content && locateCode({ at: { stack, logicalId }, code: content, properties, property: 'Content' }, places);
}
