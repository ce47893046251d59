import type { X509Certificate } from 'node:crypto';
import type { ClientCertificate } from '../request/client-certificate.ts';

/** A verified certificate in the words of `requestContext.authentication.clientCert`. */
export function toClientCertificate(certificate: X509Certificate): ClientCertificate {
  return {
    clientCertPem: certificate.toString(),
    subjectDN: distinguishedName(certificate.subject),
    issuerDN: distinguishedName(certificate.issuer),
    serialNumber: (certificate.serialNumber.match(/../g) ?? []).join(':').toLowerCase(),
    validity: { notBefore: certificate.validFrom, notAfter: certificate.validTo },
  };
}

/** RFC 2253: the most specific name first. */
const distinguishedName = (lines: string): string => lines.split('\n').reverse().join(',');
