import type { OtherApi } from '../exemptions.ts';
import { readReference, valueKey } from './read-text.ts';
import { resourcesOf, type Template } from './template.ts';

/** Tells the APIs of a template apart by what `ApiId` properties say. */
export interface ApiIds {
  /** The logical ID that a value names; undefined for one that names no API of this template for certain. */
  declared(value: unknown): string | undefined;
  /** Whether a value may name the API: also one that cannot be read, unless it is exempt. */
  mayBe(value: unknown, apiId: string): boolean;
}

/**
 * @param known logical IDs of APIs beside those that the template declares
 * @param others IDs that are known to be of other APIs although the template does not show it
 */
export function readApiIds(template: Template, known: Iterable<string>, others: readonly OtherApi[]): ApiIds {
  const names = new Set([...resourcesOf(template, apiType).map(({ logicalId }) => logicalId), ...known]);
  const exempt = new Set(others.map(({ apiId }) => valueKey(apiId)));
  const declared = (value: unknown): string | undefined => {
    const reference = readReference(value);
    const isId = reference?.attribute === undefined || reference.attribute === 'ApiId';
    return reference !== undefined && isId && names.has(reference.name) ? reference.name : undefined;
  };
  return {
    declared,
    mayBe: (value, apiId) => (declared(value) ?? (exempt.has(valueKey(value)) ? undefined : apiId)) === apiId,
  };
}

export const apiType = 'AWS::ApiGatewayV2::Api';
