import { firstFault, type TablePart } from './database-request.ts';
import { expressionKinds } from './expressions.ts';

/**
 * Of one expression as it is sent, placeholders and white space included.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html
 */
const maxBytes = 4096;

/** Comes before the parser: a long expression can be too deep for it. */
export const expressionSizes = ({ parameters }: TablePart): string | undefined =>
  firstFault(expressionKinds, (kind) => {
    const expression = parameters[kind];
    const bytes = typeof expression === 'string' ? Buffer.byteLength(expression) : 0;
    return bytes > maxBytes
      ? `Invalid ${kind}: Expression size has exceeded the maximum allowed size; expression size: ${bytes}`
      : undefined;
  });
