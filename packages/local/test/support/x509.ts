import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';

/** A certificate and its key, PEM. */
export interface Issued {
  readonly certificate: string;
  readonly key: string;
  readonly privateKey: KeyObject;
  readonly name: string;
}

export interface Wanted {
  readonly name: string;
  /** Default: signs itself. */
  readonly issuer?: Issued;
  readonly isAuthority?: boolean;
  /** Milliseconds since the epoch. Default: an hour ago to an hour ahead. */
  readonly notBefore?: number;
  readonly notAfter?: number;
  /** Default: none. An IP address, for a listener on loopback. */
  readonly ipAddress?: readonly [number, number, number, number];
}

const der = (tag: number, ...contents: readonly Uint8Array[]): Buffer => {
  const body = Buffer.concat(contents);
  const { length } = body;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), body]);
};
const sequence = (...contents: readonly Uint8Array[]) => der(0x30, ...contents);
const hex = (text: string) => Buffer.from(text, 'hex');
const oid = (bytes: string) => der(0x06, hex(bytes));
const bits = (content: Uint8Array) => der(0x03, Buffer.from([0]), content);
const time = (at: number) =>
  der(0x18, Buffer.from(`${new Date(at).toISOString().replace(/[-:T]/g, '').slice(0, 14)}Z`));
const commonName = (name: string) => sequence(der(0x31, sequence(oid('550403'), der(0x0c, Buffer.from(name)))));
const rsaWithSha256 = sequence(oid('2a864886f70d01010b'), der(0x05));

/** A certificate (RFC 5280) of a new RSA key. */
export function issue({ name, issuer, isAuthority = false, ipAddress, ...validity }: Wanted): Issued {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const { notBefore = Date.now() - 3_600_000, notAfter = Date.now() + 3_600_000 } = validity;
  const constraints = sequence(
    oid('551d13'),
    der(0x01, Buffer.from([0xff])),
    der(0x04, sequence(...(isAuthority ? [der(0x01, Buffer.from([0xff]))] : []))),
  );
  const alternative = ipAddress
    ? [sequence(oid('551d11'), der(0x04, sequence(der(0x87, Buffer.from(ipAddress)))))]
    : [];
  const toBeSigned = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from([0x0a, 0x1b, 0x2c])),
    rsaWithSha256,
    commonName(issuer?.name ?? name),
    sequence(time(notBefore), time(notAfter)),
    commonName(name),
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(constraints, ...alternative)),
  );
  const signature = sign('sha256', toBeSigned, issuer?.privateKey ?? privateKey);
  const base64 =
    sequence(toBeSigned, rsaWithSha256, bits(signature))
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return {
    name,
    privateKey,
    certificate: `-----BEGIN CERTIFICATE-----\n${base64.join('\n')}\n-----END CERTIFICATE-----\n`,
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}
