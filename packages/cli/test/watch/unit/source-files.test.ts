import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { sourceFiles } from '../../../src/watch/source-files.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';
import { writeTestFile } from '../../support/write-test-file.ts';

describe('sourceFiles', () => {
  it('finds the files and those below the directories, without node_modules; a missing source is included', () => {
    const root = temporaryDirectory();
    const code = join(root, 'code');
    const files = [join(root, 'template.yaml'), join(code, 'a.js'), join(code, 'lib', 'b.js')];
    for (const file of [...files, join(code, 'node_modules', 'x', 'c.js'), join(root, 'other.yaml')])
      writeTestFile(file, '');
    const gone = join(root, 'nested', 'gone.yaml');
    const watched = sourceFiles([join(root, 'template.yaml'), code, gone]);
    expect(new Set(watched.files)).toEqual(new Set([...files, gone]));
    expect(new Set(watched.roots)).toEqual(new Set([code, root, join(root, 'nested')]));
  });
});
