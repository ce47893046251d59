import type { Gateway } from '../gateway/index.ts';
import type { Api, Model } from '../model/index.ts';
import type { RunningDomain } from './domains.ts';

/** What a reload replaces. */
export interface Version {
  readonly model: Model;
  readonly served: readonly ServedApi[];
}

/** An API and what answers for it. */
export interface ServedApi {
  readonly api: Api;
  readonly gateway: Gateway;
}

/** The version that serves now. */
export interface Live {
  version: Version;
  domains: readonly RunningDomain[];
}
