/** What has to be undone when a twin ends, or does not come up: the newest first. */
export type Closing = {
  readonly add: (step: () => unknown) => void;
  /** Does all steps that are left. */
  readonly close: () => Promise<void>;
};

export function createClosing(): Closing {
  const steps: (() => unknown)[] = [];
  return {
    add: (step) => {
      steps.push(step);
    },
    close: async () => {
      for (let step = steps.pop(); step !== undefined; step = steps.pop()) await step();
    },
  };
}
