import { oneOf } from './setting.ts';

/** Access logs. */
export const logSettings = {
  /** `$context.authorizer.<name>` of a map or a list: its JSON, or `-`. No source. [H] */
  accessLogContextObjects: oneOf('json', 'unset'),
  /**
   * Whether values are escaped as in a JSON string, so that no client can end a line or a member, or are written as they
   * are. No page documents it. [H]
   */
  accessLogEscapes: oneOf('json', 'none'),
};
