import type { Example } from '../openapi/example.ts';
export const meExample: Example = { name: 'me', summary: 'A province', status: 200, answer: {} };
