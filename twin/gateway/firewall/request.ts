/** A request as a firewall sees it, before API Gateway looks at its path. */
export type SeenRequest = {
  readonly method: string;
  /** As it was sent, with the stage. */
  readonly path: string;
  /** As it was sent, without the question mark. */
  readonly query: string;
  readonly header: (name: string) => string | undefined;
  /** The first 16 KB: what a firewall before API Gateway inspects ("Oversize web request components", AWS WAF Developer Guide). */
  readonly body: string;
  readonly bodyBytes: number;
  /** Whether the address stands in a list of AWS's threat intelligence. */
  readonly listed: boolean;
};

export const INSPECTED_BYTES = 16_384;

/** Percent-decoded where that is possible, as patterns are looked for in what the application will read. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
