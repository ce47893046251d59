/** A client's certificate as events show it; only on a custom domain with mutual TLS. */
export interface ClientCertificate {
  readonly clientCertPem: string;
  readonly subjectDN: string;
  readonly issuerDN: string;
  /** Colon-separated hexadecimal pairs. */
  readonly serialNumber: string;
  /** As in `May 28 12:30:02 2019 GMT`. */
  readonly validity: { readonly notBefore: string; readonly notAfter: string };
}
