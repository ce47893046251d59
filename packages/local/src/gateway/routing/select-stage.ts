import type { Stage } from '../../model/index.ts';

/** A stage and what is left of the path for its routes. */
export interface SelectedStage {
  readonly stage: Stage;
  /** Starts with `/`. */
  readonly routePath: string;
}

/**
 * The stage a decoded path belongs to: the one its first segment names, otherwise `$default`, otherwise none. A named
 * stage wins over any route of `$default`.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
 */
export function selectStage(stages: readonly Stage[], rawPath: string): SelectedStage | undefined {
  const [, first = '', rest = ''] = /^\/([^/]*)(.*)$/s.exec(rawPath) ?? [];
  const named = stages.find(({ name }) => name !== '$default' && name === first);
  if (named) return { stage: named, routePath: rest === '' ? '/' : rest };
  const stage = stages.find(({ name }) => name === '$default');
  return stage && { stage, routePath: rawPath };
}
