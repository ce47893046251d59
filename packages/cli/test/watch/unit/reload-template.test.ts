import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { reloadTemplate } from '../../../src/watch/reload-template.ts';
import { fakeHost } from '../../support/fake-host.ts';
import { stopAfterTest } from '../../support/stop-after-test.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';
import { writeTestFile } from '../../support/write-test-file.ts';

describe('reloadTemplate', () => {
  const reloading = async (reload: () => Promise<void>) => {
    const root = temporaryDirectory();
    const assembly = writeTestFile(join(root, 'template.yaml'), '1');
    const platform = { reload, sources: [assembly], apis: [{ name: 'one', url: 'http://one' }] };
    const published: string[] = [];
    const host = fakeHost({ cwd: root });
    const stop = await reloadTemplate(host, { platform, assembly, publish: (one) => published.push(one) });
    stopAfterTest(stop);
    const says = async (text: string) => {
      while (!host.err().includes(text)) await new Promise(setImmediate);
    };
    return { root, platform, published, host, stop, says };
  };

  it('follows the sources that each reload finds, and does not report new ones as changed', async () => {
    let count = 0;
    const { root, platform, published, host, stop, says } = await reloading(async () => {
      count += 1;
      platform.sources = [join(root, 'template.yaml'), join(root, 'code')];
      platform.apis = [
        { name: 'one', url: 'http://one' },
        { name: 'two', url: 'http://two' },
      ];
    });
    writeTestFile(join(root, 'code', 'app.js'), '1');
    writeTestFile(join(root, 'template.yaml'), '12');
    await says('ms: template.yaml\n');
    writeTestFile(join(root, 'code', 'app.js'), '12');
    await says('ms: code/app.js\n');
    await stop();
    expect(count).toBe(2);
    expect(published).toHaveLength(2);
    expect(host.err().match(/reloaded in/g)).toHaveLength(2);
    expect(host.err().match(/^(one|two) {2}http.*$/gm)).toEqual(['two  http://two']);
  });

  it('reports a version that cannot be run, and publishes nothing', async () => {
    const { root, published, stop, says } = await reloading(() => Promise.reject(new Error('all faults')));
    writeTestFile(join(root, 'template.yaml'), '12');
    await says('NOT reloaded, the last good version serves on: all faults');
    await stop();
    expect(published).toEqual([]);
  });
});
