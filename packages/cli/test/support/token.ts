/** A text in the form of a token, with the name as its payload. */
export const token = (name: string): string => `eyJhbGciOiJSUzI1NiJ9.${Buffer.from(name).toString('base64url')}.c2ln`;
