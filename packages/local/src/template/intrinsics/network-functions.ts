import type { Json } from '../json-value.ts';
import { isList } from '../json-value.ts';
import type { Evaluation } from './evaluation.ts';
import { malformed, textOf } from './evaluation.ts';
import { Unresolvable } from './unresolvable.ts';

const maxBlocks = 256;

/**
 * `Fn::Cidr: [address block, count, bits of each]`: the first blocks of that size within the address block, IPv4 or IPv6.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-cidr.html
 */
export function cidr(argument: Json, evaluation: Evaluation): readonly string[] {
  const [block, count, bits, ...more] = isList(argument) ? argument : [];
  if (block === undefined || count === undefined || more.length > 0) {
    throw malformed('Fn::Cidr', '[address block, count, bits]', argument);
  }
  const text = textOf(block, 'Fn::Cidr address block', evaluation);
  const range = parseBlock(text);
  if (range === undefined) throw malformed('Fn::Cidr address block', 'an address block such as 10.0.0.0/16', text);
  const wanted = integer(textOf(count, 'Fn::Cidr count', evaluation), 'Fn::Cidr count', maxBlocks);
  const size = integer(textOf(bits ?? defaultBits, 'Fn::Cidr bits', evaluation), 'Fn::Cidr bits', range.width);
  const prefix = range.width - size;
  if (prefix < range.prefix || 2n ** BigInt(prefix - range.prefix) < BigInt(wanted)) {
    throw new Unresolvable({
      rule: 'cidr-room',
      what: `Fn::Cidr: ${text} has no room for ${wanted} blocks of ${size} bits`,
      remedy: 'Ask for fewer or smaller blocks.',
    });
  }
  return Array.from({ length: wanted }, (_, index) => {
    const address = range.first + (BigInt(index) << BigInt(size));
    return `${range.width === 32 ? ipv4Text(address) : ipv6Text(address)}/${prefix}`;
  });
}

/** `Fn::GetAZs: region`: `a`, `b` and `c` of the Region, or of the stack's for an empty text. AWS may have more or others. */
export function availabilityZones(argument: Json, evaluation: Evaluation): readonly string[] {
  const region = textOf(argument, 'Fn::GetAZs Region', evaluation);
  const name = region === '' ? textOf({ Ref: 'AWS::Region' }, 'AWS::Region', evaluation) : region;
  return ['a', 'b', 'c'].map((zone) => name + zone);
}

const defaultBits = 8;

interface Block {
  /** The lowest address. */
  readonly first: bigint;
  readonly prefix: number;
  /** Bits of an address: 32 or 128. */
  readonly width: number;
}

function parseBlock(text: string): Block | undefined {
  const [address = '', length = '', ...more] = text.split('/');
  const width = address.includes(':') ? 128 : 32;
  const value = width === 32 ? ipv4(address) : ipv6(address);
  const prefix = Number(length);
  if (value === undefined || more.length > 0 || !/^\d{1,3}$/.test(length) || prefix > width) return undefined;
  const host = BigInt(width - prefix);
  return { first: (value >> host) << host, prefix, width };
}

function ipv4(text: string): bigint | undefined {
  const parts = text.split('.');
  const good = parts.length === 4 && parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) <= 255);
  return good ? parts.reduce((sum, part) => (sum << 8n) + BigInt(part), 0n) : undefined;
}

function ipv6(text: string): bigint | undefined {
  if (!URL.canParse(`http://[${text}]/`)) return undefined;
  const [head = '', tail] = new URL(`http://[${text}]/`).hostname.slice(1, -1).split('::');
  const groups = (part: string): readonly string[] => (part === '' ? [] : part.split(':'));
  const [left, right] = [groups(head), groups(tail ?? '')];
  const zeros = Array<string>(tail === undefined ? 0 : 8 - left.length - right.length).fill('0');
  return [...left, ...zeros, ...right].reduce((sum, group) => (sum << 16n) + BigInt(`0x${group}`), 0n);
}

const ipv4Text = (address: bigint): string => [24n, 16n, 8n, 0n].map((shift) => (address >> shift) & 255n).join('.');

function ipv6Text(address: bigint): string {
  const groups = Array.from({ length: 8 }, (_, index) => (address >> BigInt(112 - 16 * index)) & 0xffffn);
  return new URL(`http://[${groups.map((group) => group.toString(16)).join(':')}]/`).hostname.slice(1, -1);
}

/** From 1 to `max`. */
function integer(text: string, where: string, max: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= 1 && value <= max) return value;
  throw malformed(where, `an integer between 1 and ${max}`, text);
}
