import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { AnswerBox } from '../../../src/services/functions/bootstrap/answer-box.ts';
import { fromAnswerText, toAnswerText } from '../../../src/services/functions/bootstrap/answer-text.ts';

describe('an answer as text', () => {
  it.each([{ usedMegabytes: 41 }, {}])('is the answer, whatever its JSON: %j', (used) => {
    fc.assert(
      fc.property(fc.json(), fc.double({ min: 0, max: 1e6 }), (json, handlerMs) => {
        const answer = fromAnswerText(toAnswerText(json, { handlerMs, ...used }));
        expect(answer).toEqual({ type: 'returned', json, handlerMs, ...used });
      }),
    );
  });
});

describe('the answer box', () => {
  it('gives every answer once and in order, those between that go as messages too, and no bell is missed', () => {
    const step = fc.constantFrom('put', 'message', 'hear');
    fc.assert(
      fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
        const reader = new AnswerBox();
        const writer = new AnswerBox(reader.memory);
        /** What the port holds, in order: bells and answers by message. */
        const port: (string | 'bell')[] = [];
        const given: string[] = [];
        const got: string[] = [];
        const takeAll = (): void => {
          reader.heard();
          for (let text = reader.take(); text !== undefined; text = reader.take()) got.push(text);
        };
        const hear = (): void => {
          const message = port.shift();
          if (message !== undefined && message !== 'bell') {
            reader.skip();
            got.push(message);
          }
          if (message !== undefined) takeAll();
        };
        for (const [index, kind] of steps.entries()) {
          const text = `answer ${index} €`;
          if (kind === 'hear') hear();
          else if (given.length - got.length < 8) {
            given.push(text);
            if (kind === 'put') {
              if (writer.put(text)) port.push('bell');
            } else {
              writer.skip();
              port.push(text);
            }
          }
        }
        while (port.length > 0) hear();
        expect(got).toEqual(given);
      }),
    );
  });

  it.each([
    { name: 'as many characters as fit whatever they are', text: '€'.repeat(21_845), fits: true },
    { name: 'one more', text: 'a'.repeat(21_846), fits: false },
  ])('has room for $name: $fits', ({ text, fits }) => {
    expect(AnswerBox.fits(text)).toBe(fits);
    if (!fits) return;
    const reader = new AnswerBox();
    expect(new AnswerBox(reader.memory).put(text)).toBe(true);
    expect(reader.take()).toBe(text);
  });
});
