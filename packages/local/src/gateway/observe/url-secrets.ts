import { percentDecoded } from './percent-decoded.ts';
import { isSecretName } from './secret-names.ts';

// The value by looking ahead: it may be a URL with names of its own.
const namedValue = /(?:^|[?&#;])([^?&#;=\s"'/]{1,100})=(?=([^&#;\s"'<>]+))/g;
const password = /\/\/[^/?#@\s:]*:([^/?#@\s]+)@/g;

/**
 * The credentials in a URL, or in a text that may have one: values of query, fragment and segment parameters that are
 * named like a credential, and the password. In every layer of percent-encoding.
 */
export function urlSecrets(text: string): string[] {
  if (!/[=@%]/.test(text)) return [];
  return [...new Set([text, percentDecoded(text).text])].flatMap((form) => [
    ...[...form.matchAll(namedValue)]
      .filter(([, name = '']) => isSecretName(name))
      .flatMap(([, , value = '']) => valuesOf(value)),
    ...[...form.matchAll(password)].map(([, value = '']) => value),
  ]);
}

/** In a path the value ends with its segment; in a query it need not. */
const valuesOf = (value: string): string[] => [value, value.split(/[/?]/, 1)[0] ?? ''];
