import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { isJsonObject, quote } from '../../runtime/index.ts';
import { handedOn } from '../expand/expansion.ts';
import type { Json } from '../json-value.ts';
import { own } from '../json-value.ts';
import { harmless, modelled, type PropertyTable } from '../properties/property-table.ts';
import type { Entry, SamResource } from './sam-resource.ts';

export const samLayer: PropertyTable = {
  ...modelled('LayerName', 'ContentUri'),
  ...harmless('says nothing about invocations', 'Description', 'LicenseInfo', 'RetentionPolicy'),
  ...harmless('versions follow from deployments', 'PublishLambdaVersion'),
  ...harmless('functions run on the Node.js of this machine', 'CompatibleRuntimes', 'CompatibleArchitectures'),
};

/** A layer, named after its logical ID unless the template says otherwise. */
export function layerEntry(sam: SamResource): Entry {
  const { logicalId, resource, properties, origin } = sam;
  const content = readContent(sam);
  const all = {
    LayerName: logicalId,
    ...handedOn(properties, ['LayerName']),
    ...(content === undefined ? {} : { Content: content }),
  };
  return [logicalId, { ...resource, type: 'AWS::Lambda::LayerVersion', properties: all, origin }];
}

/** A local path stays text, as `aws cloudformation package` takes it. */
function readContent(sam: SamResource): Json | undefined {
  const { properties } = sam;
  const uri = properties.raw('ContentUri');
  if (typeof uri === 'string') {
    refuseUnbuilt(uri, sam);
    return uri;
  }
  if (!isJsonObject(uri)) {
    properties.fault('ContentUri', {
      rule: 'sam-layer-content',
      what: 'A layer needs ContentUri',
      given: quote(uri),
      remedy: 'Give a local path.',
    });
    return undefined;
  }
  const [bucket, key] = [own(uri, 'Bucket'), own(uri, 'Key')];
  return { ...(bucket === undefined ? {} : { S3Bucket: bucket }), ...(key === undefined ? {} : { S3Key: key }) };
}

/** `BuildMethod` makes a layer for Node of a `package.json`: what is built has a `nodejs` directory. */
function refuseUnbuilt(path: string, { resource, properties, expansion }: SamResource): void {
  const method = own(resource.metadata ?? {}, 'BuildMethod');
  if (typeof method !== 'string' || !method.startsWith('nodejs')) return;
  if (existsSync(join(resolve(expansion.directory, path), 'nodejs'))) return;
  properties.fault('ContentUri', {
    rule: 'unbuilt-layer',
    what: `${quote(path)} holds no nodejs directory, which BuildMethod ${method} would make`,
    remedy: 'Build the layer first (sam build), and start from what that makes.',
  });
}
