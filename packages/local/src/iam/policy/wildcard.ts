/**
 * Whether text matches a pattern in which `*` stands for any run of characters and `?` for exactly one. Takes no longer
 * than the product of both lengths, whatever the pattern.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
export function matchesWildcard(pattern: string, text: string): boolean {
  let at = 0;
  let star = -1;
  let resumeAt = 0;
  for (let position = 0; position < text.length; ) {
    if (pattern[at] === '*') {
      star = at;
      at += 1;
      resumeAt = position;
    } else if (at < pattern.length && (pattern[at] === '?' || pattern[at] === text[position])) {
      at += 1;
      position += 1;
    } else if (star >= 0) {
      at = star + 1;
      resumeAt += 1;
      position = resumeAt;
    } else return false;
  }
  return /^\**$/.test(pattern.slice(at));
}
