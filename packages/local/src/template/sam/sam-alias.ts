import { expanded, handedOn } from '../expand/expansion.ts';
import type { ResourceEntry } from '../resource-entry.ts';
import type { SamResource } from './sam-resource.ts';

const aliasName = ({ properties }: SamResource): string | undefined => properties.optionalString('AutoPublishAlias');

/** The logical ID of the alias that `AutoPublishAlias` makes; `undefined` where the function has none. */
export function aliasIdOf(sam: SamResource): string | undefined {
  const name = aliasName(sam);
  return name === undefined ? undefined : `${sam.logicalId}Alias${name.replaceAll(/[^A-Za-z0-9]/g, '')}`;
}

/**
 * The version and the alias that `AutoPublishAlias` makes: the function's events go to the alias.
 * @see https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/automating-updates-to-serverless-apps.html
 */
export function aliasEntries(sam: SamResource): readonly ResourceEntry[] {
  const alias = aliasIdOf(sam);
  if (alias === undefined) return [];
  const { logicalId, properties, origin } = sam;
  const version = `${logicalId}Version`;
  const at = { ...origin, path: 'Properties.AutoPublishAlias' };
  const all = {
    FunctionName: { Ref: logicalId },
    FunctionVersion: { 'Fn::GetAtt': [version, 'Version'] },
    Name: aliasName(sam) ?? '',
    ...handedOn(properties, ['ProvisionedConcurrencyConfig']),
  };
  return [
    [
      version,
      expanded(
        'AWS::Lambda::Version',
        { FunctionName: { Ref: logicalId } },
        { ...at, path: `${at.path} (as Version)` },
      ),
    ],
    [alias, expanded('AWS::Lambda::Alias', all, { ...at, path: `${at.path} (as Alias)` })],
  ];
}
