import type { StackTemplate } from '../assembly/stack-template.ts';
import type { Scope } from '../intrinsics/evaluation.ts';
import type { StackScope } from '../intrinsics/stack-scope.ts';
import { Unresolvable } from '../intrinsics/unresolvable.ts';

/**
 * The names that count while a template is expanded, before its resources are known: parameters, pseudo parameters,
 * mappings and conditions, as in a SAM transform.
 */
export function structuralScope(draft: StackScope, { parameters }: StackTemplate): Scope {
  return {
    hasLanguageExtensions: draft.hasLanguageExtensions,
    limits: draft.limits,
    ref: (name) => {
      if (parameters.has(name) || name.startsWith('AWS::')) return draft.ref(name);
      throw notYet(`Ref ${JSON.stringify(name)}`);
    },
    attribute: (logicalId, attribute) => {
      throw notYet(`Fn::GetAtt ${JSON.stringify(`${logicalId}.${attribute}`)}`);
    },
    condition: (name) => draft.condition(name),
    mapEntry: (map, topKey, secondKey) => draft.mapEntry(map, topKey, secondKey),
    imported: (name) => {
      throw notYet(`Fn::ImportValue ${JSON.stringify(name)}`);
    },
  };
}

const notYet = (call: string): Unresolvable =>
  new Unresolvable({
    rule: 'value-before-resources',
    what: `${call} has no value here: this part of the template decides which resources there are`,
    remedy: 'Write the value out, or take it from a parameter or a mapping.',
  });
