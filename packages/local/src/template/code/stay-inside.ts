import { lstat, mkdir, readlink } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';

/** More links than any file system follows for one path. */
const mostLinks = 40;

/**
 * Makes a directory below `root`, and those above it, going through no link: what is written into it lies where its name
 * says.
 * @throws {Error} where a link or a file stands in the way
 */
export async function makeDirectoryInside(root: string, directory: string): Promise<void> {
  let path = root;
  for (const name of partsOf(relative(root, directory))) {
    path = join(path, name);
    const there = await lstat(path).catch(() => undefined);
    if (there === undefined) await mkdir(path);
    else if (there.isSymbolicLink())
      throw new Error(`The zip has an entry behind a symbolic link: ${relative(root, path)}.`);
    else if (!there.isDirectory()) throw new Error(`The zip has an entry below a file: ${relative(root, path)}.`);
  }
}

/**
 * Follows a link as the file system does, through every other link on its way, whether or not there is something at its
 * end.
 * @throws {Error} when it leaves `root` at any step, or has no end
 */
export async function assertLinkInside(root: string, link: string): Promise<void> {
  let links = 0;
  let path = dirname(link);
  const left = [relative(path, link)];
  for (let name = left.shift(); name !== undefined; name = left.shift()) {
    path = resolve(path, name);
    if (path !== root && !path.startsWith(root + sep)) throw leaves(root, link);
    const target = await readlink(path).catch(() => undefined);
    if (target === undefined) continue;
    links++;
    if (target.startsWith('/') || links > mostLinks) throw leaves(root, link);
    left.unshift(...partsOf(target));
    path = dirname(path);
  }
}

const partsOf = (path: string): string[] => path.split(/[/\\]/).filter((part) => part !== '' && part !== '.');

const leaves = (root: string, link: string): Error =>
  new Error(`The zip holds a symbolic link that leaves it: ${relative(root, link)}.`);
