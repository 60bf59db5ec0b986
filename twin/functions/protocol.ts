/** What a function's process and the twin say to each other over IPC. */

export type ToProcess = {
  readonly kind: 'invoke';
  readonly requestId: string;
  /** The event as JSON text, as Lambda hands it over. */
  readonly event: string;
  /** Epoch milliseconds at which the process is killed. */
  readonly deadline: number;
  readonly traceId: string;
  readonly functionArn: string;
};

export type LambdaError = {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace?: readonly string[];
};

export type FromProcess =
  | { readonly kind: 'loaded'; readonly milliseconds: number }
  | { readonly kind: 'notLoaded'; readonly error: LambdaError; readonly exports: readonly string[] }
  | { readonly kind: 'answer'; readonly requestId: string; readonly payload: string }
  | { readonly kind: 'failure'; readonly requestId: string; readonly error: LambdaError };

/** First character of the line that closes an invocation in the output; after it the request id, a tab, and the peak memory in kB. */
export const END_OF_OUTPUT = '\u0000';
