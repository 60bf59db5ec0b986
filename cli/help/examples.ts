export const examples: Readonly<Record<string, readonly string[]>> = {};
