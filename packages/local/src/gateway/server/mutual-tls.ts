import { X509Certificate } from 'node:crypto';
import { errorMessage } from '../../runtime/index.ts';
import type { Settings } from '../settings.ts';

/** What a listener for a custom domain with mutual TLS needs; all PEM text. */
export interface MutualTls {
  /** The listener's own certificate, with its chain. */
  readonly certificate: string;
  /** Its private key. */
  readonly key: string;
  /** What client certificates must chain up to: the file behind `TruststoreUri`. */
  readonly truststore: string;
}

const pemBlock = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g;

/**
 * TLS options of a listener that takes only clients with a certificate the truststore vouches for, or leaves it to the
 * pipeline to refuse the others. Syntax, validity and
 * chain are checked by the handshake; revocation is not, as on AWS.
 *
 * @throws TypeError when the truststore holds no certificate, or one that cannot be read
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-mutual-tls.html
 */
export function mutualTlsOptions(
  { certificate, key, truststore }: MutualTls,
  { mutualTlsFailure }: Pick<Settings, 'mutualTlsFailure'>,
) {
  const trusted = truststore.match(pemBlock) ?? [];
  if (trusted.length === 0) throw new TypeError('the truststore holds no PEM certificate');
  for (const [at, pem] of trusted.entries()) checkCertificate(pem, at);
  return {
    cert: certificate,
    key,
    ca: [...trusted],
    requestCert: true,
    // What gets through without a good certificate counts as having shown none: see `enterByDomain`.
    rejectUnauthorized: mutualTlsFailure === 'handshake',
    minVersion: 'TLSv1.2' as const,
    // A resumed session would skip the check of a certificate that has expired since.
    sessionTimeout: 1,
  };
}

function checkCertificate(pem: string, at: number): void {
  try {
    new X509Certificate(pem);
  } catch (error) {
    throw new TypeError(`certificate ${at} of the truststore cannot be read: ${errorMessage(error)}`);
  }
}
