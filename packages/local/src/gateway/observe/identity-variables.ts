import type { GatewayRequest } from '../request/gateway-request.ts';

/** `$context.identity.clientCert.*`: only with mutual TLS. */
export function clientCertificateVariables({ clientCertificate }: GatewayRequest): Record<string, string> {
  if (!clientCertificate) return {};
  const { clientCertPem, subjectDN, issuerDN, serialNumber, validity } = clientCertificate;
  const members = {
    clientCertPem,
    subjectDN,
    issuerDN,
    serialNumber,
    'validity.notBefore': validity.notBefore,
    'validity.notAfter': validity.notAfter,
  };
  return Object.fromEntries(Object.entries(members).map(([name, value]) => [`identity.clientCert.${name}`, value]));
}
