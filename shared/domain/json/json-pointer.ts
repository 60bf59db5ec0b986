/** JSON pointers (RFC 6901): how a finding says where in the body it is. */

/** Above this a pointer names the nearest ancestor that fits: names are the sender's, and may be as long as a body. */
const LONGEST = 512;

const escaped = (name: string): string =>
  name.includes('~') || name.includes('/') ? name.replaceAll('~', '~0').replaceAll('/', '~1') : name;

/** The pointer to a path of names and indices; half surrogate pairs become U+FFFD, so that it can be sent. */
export function jsonPointer(path: readonly (string | number)[]): string {
  let pointer = '';
  for (const step of path) {
    // Before anything is made of it: the same long name can be on the way to thousands of places.
    if (typeof step === 'string' && pointer.length + step.length >= LONGEST) break;
    const next = `/${typeof step === 'number' ? step : escaped(step)}`;
    if (pointer.length + next.length > LONGEST) break;
    pointer += next;
  }
  return pointer.toWellFormed();
}
