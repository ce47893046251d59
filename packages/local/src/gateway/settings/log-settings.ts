import { oneOf } from './setting.ts';

/** Access logs. */
export const logSettings = {
  /** `$context.authorizer.<name>` of a map or a list: its JSON, or `-`. No source. [H] */
  accessLogContextObjects: oneOf('json', 'unset'),
  /**
   * Whether values are escaped as inside a JSON string, so that no client can end a line or a member; or written as they
   * are, as no page promises otherwise. [H]
   */
  accessLogEscapes: oneOf('json', 'none'),
};
