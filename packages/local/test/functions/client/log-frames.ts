const headBytes = 16;
const mark = 0xa55a;

/**
 * What a client wrote to its log: events in frames (mark and type, length, time, text), and lines between them that came
 * by standard output or error, marked `raw|`.
 */
export function readLogFrames(bytes: Buffer): string[] {
  const entries: string[] = [];
  let outside = 0;
  const takeLines = (end: number): void => {
    const lines = bytes.toString('utf8', outside, end).split('\n');
    if (lines.at(-1) === '') lines.pop();
    entries.push(...lines.map((line) => `raw|${line}`));
  };
  for (let at = 0; at < bytes.length; ) {
    if (at + headBytes > bytes.length || bytes.readUInt16BE(at) !== mark) {
      at++;
      continue;
    }
    takeLines(at);
    outside = at + headBytes + bytes.readInt32BE(at + 4);
    entries.push(bytes.toString('utf8', at + headBytes, outside).replace(/\n$/, ''));
    at = outside;
  }
  takeLines(bytes.length);
  return entries;
}
