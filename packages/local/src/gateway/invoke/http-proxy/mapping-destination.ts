import { RefusedValueError } from '../../../model/index.ts';
import { quote } from '../../../runtime/index.ts';
import type { MappingSide } from './mapping-source.ts';

/** What a mapping changes. */
export type MappingDestination =
  | { readonly action: 'append' | 'overwrite' | 'remove'; readonly on: 'header' | 'querystring'; readonly name: string }
  | { readonly action: 'overwrite'; readonly on: 'path' | 'statuscode' };

/** Headers no mapping may touch; those that end in `-` with everything that begins so. */
const reserved = [
  'access-control-',
  'apigw-',
  'authorization',
  'connection',
  'content-encoding',
  'content-length',
  'content-location',
  'forwarded',
  'keep-alive',
  'origin',
  'proxy-',
  'te',
  'trailers',
  'transfer-encoding',
  'upgrade',
  'x-amz-',
  'x-amzn-',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'via',
];

const forms = {
  request: 'append|overwrite|remove:header.<name>, append|overwrite|remove:querystring.<name>, overwrite:path',
  response: 'append|overwrite|remove:header.<name>, overwrite:statuscode',
};

/**
 * Reads a destination.
 *
 * @throws RefusedValueError for a form that is not documented for the side, and for a reserved header
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-parameter-mapping.html
 */
export function parseMappingDestination(text: string, side: MappingSide): MappingDestination {
  if (side === 'request' && text === 'overwrite:path') return { action: 'overwrite', on: 'path' };
  if (side === 'response' && text === 'overwrite:statuscode') return { action: 'overwrite', on: 'statuscode' };
  const [, action, on, name = ''] = /^(append|overwrite|remove):(header|querystring)\.(\S+)$/.exec(text) ?? [];
  if (!isAction(action) || (on !== 'header' && on !== 'querystring') || (on === 'querystring' && side === 'response')) {
    throw new RefusedValueError({
      rule: 'mapping-destination',
      what: `The mapping destination ${quote(text)} is not supported`,
      allowed: forms[side],
      remedy: 'Use one of these forms.',
    });
  }
  if (on === 'querystring') return { action, on, name };
  if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name) || isReserved(name.toLowerCase())) {
    throw new RefusedValueError({
      rule: 'mapped-header',
      what: `The header ${quote(name)} cannot be mapped: API Gateway reserves it, or it is no header name`,
      remedy: 'Map another header.',
    });
  }
  return { action, on, name: name.toLowerCase() };
}

const isAction = (text: string | undefined): text is 'append' | 'overwrite' | 'remove' =>
  text === 'append' || text === 'overwrite' || text === 'remove';

const isReserved = (name: string): boolean =>
  reserved.some((entry) => (entry.endsWith('-') ? name.startsWith(entry) : name === entry));
