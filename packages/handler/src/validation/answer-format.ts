import type { Route } from '@scopegate/contract';
import { compileResponses } from './compile-at-run-time.ts';
import type { ResponseCheck } from './response-check.ts';
import { isChecking } from './response-switch.ts';
import { answerMediaTypes } from './route-schemas.ts';

/** What the contract says about the answers of a route. */
export interface AnswerFormat {
  /** The media types of answers that are not JSON, by status. */
  readonly mediaTypes: Readonly<Record<number, string>>;
  /** How answers are checked; `undefined` where they are not. */
  readonly check: () => ResponseCheck | undefined;
}

/**
 * In a bundle this module is replaced by one that asks for checks once, when the code is loaded, and has the validators in a
 * file of their own.
 */
export function answerFormatOf(route: Route): AnswerFormat {
  let compiled: ResponseCheck | undefined;
  return {
    mediaTypes: answerMediaTypes(route),
    check: () => {
      if (!isChecking()) return undefined;
      compiled ??= compileResponses(route);
      return compiled;
    },
  };
}
