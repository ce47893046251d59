declare module 'aws4' {
  interface Request {
    readonly service: string;
    readonly region: string;
    readonly method?: string;
    readonly path: string;
    readonly host?: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: string;
    readonly signQuery?: boolean;
  }
  interface Credentials {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string;
  }
  const aws4: {
    sign(
      request: Request,
      credentials: Credentials,
    ): { readonly path: string; readonly headers: Record<string, string> };
  };
  export default aws4;
}
