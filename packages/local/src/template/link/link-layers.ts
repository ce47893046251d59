import type { LambdaFunction, LayerContent } from '../../model/index.ts';
import { quote } from '../../runtime/index.ts';
import type { ReadResources } from '../read-resources.ts';
import type { FunctionPart } from '../resources/lambda/function.ts';
import type { LayerPart } from '../resources/lambda/layer-version.ts';
import { type CodePlaces, locateCode } from './link-code.ts';

/** Finds the layers of a function among those of the assembly; any other layer cannot be had, and is refused by name. */
export function linkLayers(
  { layers: arns, properties }: FunctionPart,
  { layers }: Pick<ReadResources, 'layers'>,
  places: ReadonlyMap<string, CodePlaces>,
): Pick<LambdaFunction, 'layers'> {
  const found = arns.flatMap((arn, index) => {
    const part = layers.find((layer) => layer.arn === arn);
    if (part !== undefined) return contentOf(part, places.get(part.stack)) ?? [];
    properties.fault(`Layers[${index}]`, {
      rule: 'layer-outside-assembly',
      what: `The layer ${quote(arn)} is not in the assembly, so that what it holds cannot be had`,
      remedy:
        'Declare the layer in the assembly (AWS::Lambda::LayerVersion), or bundle what it holds into the function.',
    });
    return [];
  });
  return found.length === 0 ? {} : { layers: found };
}

function contentOf({ content, properties }: LayerPart, places: CodePlaces | undefined): LayerContent | undefined {
  return content && locateCode({ code: content, properties, property: 'Content' }, places);
}
