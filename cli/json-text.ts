/** `--json`: what a command found, for programs. */

export const jsonOption = ['--json', 'print the answer as JSON'] as const;

export const jsonText = (answer: unknown): string => JSON.stringify(answer, null, 2);
