import { createWriteStream } from 'node:fs';
import { realpath, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { assertLinkInside, makeDirectoryInside } from './stay-inside.ts';

/** Lambda's limit for unpacked code. */
const maxBytes = 250 * 1024 * 1024;

const fileType = 0o170000;
const symbolicLink = 0o120000;
const executableBits = 0o111;

/**
 * Unpacks a zip into an empty directory; what was executable stays so. Refused are names that leave the directory (`..`,
 * absolute, backslash: by yauzl), entries whose path goes through a link, and links that lead out of the directory, be it
 * through other links.
 * @throws {Error} for a bad zip, and for one that unpacks to more than 250 MB
 * @see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 */
export async function unpackZip(zipFile: string, directory: string): Promise<void> {
  const root = await realpath(directory);
  const zip = await openPromise(zipFile);
  const links: string[] = [];
  let bytes = 0;
  try {
    for await (const entry of zip.eachEntry()) {
      bytes += entry.uncompressedSize;
      if (bytes > maxBytes) throw new Error(`The zip unpacks to more than ${maxBytes} bytes, Lambda's limit.`);
      const path = join(root, entry.fileName);
      await makeDirectoryInside(root, entry.fileName.endsWith('/') ? path : dirname(path));
      if (entry.fileName.endsWith('/')) continue;
      if (isLink(entry)) links.push(path);
      await unpackEntry(zip, entry, path);
    }
    for (const link of links) await assertLinkInside(root, link);
  } finally {
    zip.close();
  }
}

/** The upper half of the attributes is the file's mode, where the zip was made on Unix. */
const modeOf = ({ externalFileAttributes }: Entry): number => externalFileAttributes >>> 16;

const isLink = (entry: Entry): boolean => (modeOf(entry) & fileType) === symbolicLink;

async function unpackEntry(zip: ZipFile, entry: Entry, path: string): Promise<void> {
  const content = await zip.openReadStreamPromise(entry);
  if (isLink(entry)) {
    await symlink(await text(content), path);
    return;
  }
  await pipeline(
    content,
    createWriteStream(path, { mode: modeOf(entry) & executableBits ? 0o755 : 0o644, flags: 'wx' }),
  );
}
