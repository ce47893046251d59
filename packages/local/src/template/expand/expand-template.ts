import type { FaultList } from '../../model/index.ts';
import { quote } from '../../runtime/index.ts';
import { languageExtensions } from '../assembly/for-each.ts';
import type { StackSource } from '../assembly/read-assembly.ts';
import type { StackTemplate } from '../assembly/stack-template.ts';
import type { StackScope } from '../intrinsics/stack-scope.ts';
import { expandDocument } from '../open-api/expand-document.ts';
import type { ResourceEntry } from '../resource-entry.ts';
import { expandSam, samTransform } from '../sam/expand-sam.ts';
import { expandQuickCreate } from './expand-quick-create.ts';
import type { Expansion } from './expansion.ts';
import { structuralScope } from './structural-scope.ts';
import { uniqueResources } from './unique-resources.ts';

/**
 * Writes out what stands for other resources: SAM's types, OpenAPI bodies and quick create become the routes,
 * integrations and authorizers AWS makes of them, which are then read as if the template had them. Transforms other than
 * SAM's are refused by name.
 * @param draft resolves the parameters and conditions of the template as it is
 */
export function expandTemplate(source: StackSource, draft: StackScope, faults: FaultList): StackTemplate {
  const { stack, template, directory } = source;
  const context: Expansion = { stack, directory, template, scope: structuralScope(draft, template), faults };
  refuseTransforms(context);
  const usesSam = template.transforms.includes(samTransform);
  const { resources, ...rest } = usesSam ? expandSam(context) : template;
  const entries = [...resources].flatMap((entry) => expandApi(entry, context));
  return { ...rest, resources: uniqueResources(entries, context) };
}

function expandApi(entry: ResourceEntry, expansion: Expansion): readonly ResourceEntry[] {
  const [, { type, properties }] = entry;
  if (type !== 'AWS::ApiGatewayV2::Api') return [entry];
  if (Object.hasOwn(properties, 'Body')) return expandDocument(entry, expansion);
  return Object.hasOwn(properties, 'Target') ? expandQuickCreate(entry, expansion) : [entry];
}

function refuseTransforms({ stack, template, faults }: Expansion): void {
  for (const transform of template.transforms) {
    if (transform === samTransform || transform === languageExtensions) continue;
    faults.add(
      { stack, path: 'Transform' },
      {
        rule: 'transform',
        what: `Transform ${quote(transform)} is not run by the local platform`,
        allowed: `${samTransform}, ${languageExtensions}`,
        remedy: 'Give the template that it produces.',
      },
    );
  }
}
