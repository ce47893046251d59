import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { CliError } from '../../../src/shell/cli-error.ts';
import { parsePolicy, readPolicies } from '../../../src/start/policy-option.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

describe('--policy', () => {
  const arn = 'arn:aws:iam::123456789012:role/orders';
  const document = { Version: '2012-10-17', Statement: [] };
  const read = (content: string | undefined, ...more: string[]) => {
    const directory = temporaryDirectory();
    if (content !== undefined) writeFileSync(join(directory, 'policy.json'), content);
    return () => readPolicies([parsePolicy(`${arn}=policy.json`), ...more.map(parsePolicy)], directory);
  };

  it('reads the document of an ARN', () => {
    expect(read(JSON.stringify(document))()).toEqual({ [arn]: document });
  });

  it.each([
    { name: 'no file', content: undefined, fault: 'ENOENT' },
    { name: 'no JSON', content: '{"Version', fault: 'it is not JSON' },
    { name: 'a list', content: '[]', fault: 'it is not a JSON object' },
  ])('refuses $name', ({ content, fault }) => {
    expect(read(content)).toThrow(fault);
    expect(read(content)).toThrow(CliError);
  });

  it('takes an ARN once', () => {
    expect(read(JSON.stringify(document), `${arn}=other.json`)).toThrow(`${arn} twice`);
  });

  it.each(['orders=policy.json', `${arn}=`, arn, 'arn:aws:s3:::bucket=policy.json'])('refuses the form %j', (text) => {
    expect(() => parsePolicy(text)).toThrow('Allowed: ');
  });
});
