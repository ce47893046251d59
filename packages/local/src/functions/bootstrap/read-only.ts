/** The error of a read-only file system, as Node says it. @param paths one, or the source and the destination */
export function readOnly(syscall: string, [path, dest]: readonly string[]): Error {
  const where = dest === undefined ? `'${path}'` : `'${path}' -> '${dest}'`;
  return Object.assign(new Error(`EROFS: read-only file system, ${syscall} ${where}`), {
    errno: -30,
    code: 'EROFS',
    syscall,
    path,
    ...(dest !== undefined && { dest }),
  });
}
