import { createInterface } from 'node:readline/promises';
import {
  type Choices,
  checkIssuer,
  checkName,
  defaults,
  type GivenChoices,
  type PackageManager,
  packageManagers,
  toPackageManager,
} from './choices.ts';

/** A question's answer; the default for an empty one. */
export type Ask = (question: string, byDefault: string) => Promise<string>;

/** Asks for the choices that the command line left open, again until the answer can be used. */
export async function complete(given: GivenChoices, ask: Ask): Promise<Choices> {
  const choose = async <Choice>(question: string, byDefault: string, check: (text: string) => Choice) => {
    for (let fault = ''; ; ) {
      try {
        return check(given.yes ? byDefault : await ask(`${fault}${question}`, byDefault));
      } catch (error) {
        if (given.yes || !(error instanceof Error)) throw error;
        fault = `${error.message}\n`;
      }
    }
  };
  const question = {
    issuer: 'Who issues tokens: cognito (a pool of the stack), or the URL of an issuer',
    name: 'Name',
  };
  return {
    name: given.name ?? (await choose(question.name, defaults.name, checkName)),
    issuer: given.issuer ?? (await choose(question.issuer, defaults.issuer, checkIssuer)),
    packageManager:
      given.packageManager ??
      (await choose<PackageManager>(`Package manager: ${packageManagers.join(', ')}`, 'npm', toPackageManager)),
    from: given.from,
    installs: given.installs,
  };
}

/** Asks in the terminal. */
export const askInTerminal: Ask = async (question, byDefault) => {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await terminal.question(`${question} (${byDefault}): `);
  terminal.close();
  return answer.trim() === '' ? byDefault : answer.trim();
};
