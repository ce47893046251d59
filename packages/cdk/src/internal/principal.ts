import { readText } from './read-text.ts';

/** Whether a principal is one that is known: without wildcards, and no parameter, which may hold one. */
export function isKnownPrincipal(value: unknown): boolean {
  const parts = readText(value) ?? [];
  const isKnown = parts.every((part) =>
    typeof part === 'string' ? !/[*?]/.test(part) : part.attribute !== undefined || part.name.startsWith('AWS::'),
  );
  return parts.length > 0 && isKnown;
}

/** Whether a principal is a service, which resources of any account can make call, rather than an account or an ARN. */
export function isService(value: unknown): boolean {
  const [text, ...others] = readText(value) ?? [];
  return typeof text === 'string' && others.length === 0 && !/^\d{12}$/.test(text) && !text.startsWith('arn:');
}
