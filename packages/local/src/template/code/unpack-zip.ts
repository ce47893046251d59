import { createWriteStream } from 'node:fs';
import { mkdir, symlink } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { type Entry, openPromise, type ZipFile } from 'yauzl';

/** Lambda's limit for unpacked code. */
const maxBytes = 250 * 1024 * 1024;

const fileType = 0o170000;
const symbolicLink = 0o120000;
const executableBits = 0o111;

/**
 * Unpacks a zip into an empty directory; what was executable stays so. Names and symbolic links that leave the directory
 * are refused: names by yauzl (`..`, absolute, backslash), links here.
 * @throws {Error} for a bad zip, and for one that unpacks to more than 250 MB
 * @see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 */
export async function unpackZip(zipFile: string, directory: string): Promise<void> {
  const zip = await openPromise(zipFile);
  let bytes = 0;
  try {
    for await (const entry of zip.eachEntry()) {
      bytes += entry.uncompressedSize;
      if (bytes > maxBytes) throw new Error(`The zip unpacks to more than ${maxBytes} bytes, Lambda's limit.`);
      await unpackEntry(zip, entry, directory);
    }
  } finally {
    zip.close();
  }
}

/** The upper half of the attributes is the file's mode, where the zip was made on Unix. */
const modeOf = ({ externalFileAttributes }: Entry): number => externalFileAttributes >>> 16;

async function unpackEntry(zip: ZipFile, entry: Entry, directory: string): Promise<void> {
  const path = join(directory, entry.fileName);
  if (entry.fileName.endsWith('/')) {
    await mkdir(path, { recursive: true });
    return;
  }
  await mkdir(dirname(path), { recursive: true });
  const content = await zip.openReadStreamPromise(entry);
  if ((modeOf(entry) & fileType) === symbolicLink) {
    await link(await text(content), path, directory);
    return;
  }
  await pipeline(
    content,
    createWriteStream(path, { mode: modeOf(entry) & executableBits ? 0o755 : 0o644, flags: 'wx' }),
  );
}

async function link(target: string, path: string, directory: string): Promise<void> {
  const inside = relative(directory, resolve(dirname(path), target));
  if (isAbsolute(target) || inside.startsWith('..')) {
    throw new Error(`The zip holds a symbolic link that leaves it: ${relative(directory, path)}.`);
  }
  await symlink(target, path);
}
