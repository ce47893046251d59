// The one function that the bench calls; the package has no types of its own.
declare module 'jsonwebtoken' {
  export interface VerifyOptions {
    readonly issuer: string;
    readonly audience: string;
    readonly algorithms: readonly string[];
  }
  const jsonwebtoken: { verify(token: string, key: string, options: VerifyOptions): unknown };
  export default jsonwebtoken;
}
