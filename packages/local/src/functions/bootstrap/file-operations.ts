/**
 * What an operation of `fs` does with a path: `read`; `create` what may not be there; `change` what is there; `open` or
 * `access`, as a further argument says; `target`: the text of a link.
 */
export type PathUse = 'read' | 'create' | 'change' | 'open' | 'access' | 'target';

export interface FileOperation {
  /** Of its first arguments. */
  readonly uses: readonly PathUse[];
  /** As errors name it. */
  readonly syscall: string;
  /** Whether the result is a path. */
  readonly givesPath?: true;
  /** Flags when none are given, for `open`. */
  readonly flags?: 'r' | 'w' | 'a';
  /** Whether it may make directories on the way. */
  readonly makesParents?: true;
}

const reads = (syscall: string, more: Partial<FileOperation> = {}): FileOperation => ({
  uses: ['read'],
  syscall,
  ...more,
});
const changes = (syscall: string): FileOperation => ({ uses: ['change'], syscall });

/**
 * All operations of `fs` on paths, once: each exists with a callback, as `...Sync` and in `fs.promises`, where Node has
 * it. Streams open their file by `fs.open`; what works on descriptors needs no path.
 */
export const fileOperations: Readonly<Record<string, FileOperation>> = {
  access: { uses: ['access'], syscall: 'access' },
  appendFile: { uses: ['open'], syscall: 'open', flags: 'a' },
  chmod: changes('chmod'),
  chown: changes('chown'),
  copyFile: { uses: ['read', 'create'], syscall: 'copyfile' },
  cp: { uses: ['read', 'create'], syscall: 'cp', makesParents: true },
  exists: reads('access'),
  lchmod: changes('lchmod'),
  lchown: changes('lchown'),
  link: { uses: ['read', 'create'], syscall: 'link' },
  lstat: reads('lstat'),
  lutimes: changes('lutime'),
  mkdir: { uses: ['create'], syscall: 'mkdir', givesPath: true, makesParents: true },
  mkdtemp: { uses: ['create'], syscall: 'mkdtemp', givesPath: true },
  mkdtempDisposable: { uses: ['create'], syscall: 'mkdtemp' },
  open: { uses: ['open'], syscall: 'open', flags: 'r' },
  openAsBlob: reads('open'),
  opendir: reads('opendir'),
  readFile: { uses: ['open'], syscall: 'open', flags: 'r' },
  readdir: reads('scandir'),
  readlink: reads('readlink', { givesPath: true }),
  realpath: reads('realpath', { givesPath: true }),
  rename: { uses: ['change', 'create'], syscall: 'rename' },
  rm: changes('rm'),
  rmdir: changes('rmdir'),
  stat: reads('stat'),
  statfs: reads('statfs'),
  symlink: { uses: ['target', 'create'], syscall: 'symlink' },
  truncate: changes('open'),
  unlink: changes('unlink'),
  unwatchFile: reads('stat'),
  utimes: changes('utime'),
  watch: reads('watch'),
  watchFile: reads('stat'),
  writeFile: { uses: ['open'], syscall: 'open', flags: 'w' },
};
