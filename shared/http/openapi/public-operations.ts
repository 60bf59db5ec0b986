/** What the document says of the operations that are open to all (shared/http/public-operations.ts). */
import * as z from 'zod';
import { Health } from '../../contract/problem.ts';
import { type Descriptions, inLanguage, problemsOfHub } from './description.ts';
import type { Example } from './example.ts';

export const publicDescriptions = {
  getOpenApi: {
    summary: 'This document',
    description: 'OpenAPI 3.1, in Vietnamese or in English.',
    header: inLanguage,
    answers: { 200: { description: 'The document.', schema: z.looseObject({ openapi: z.string() }) } },
    problems: ['invalid-request', ...problemsOfHub],
  },
  getHealth: {
    summary: 'Whether the hub answers',
    description: 'Says nothing of stores and queues: those have alarms.',
    answers: { 200: { description: 'It does.', schema: Health } },
    problems: ['invalid-request', ...problemsOfHub],
  },
} satisfies Descriptions;

export const documentExample: Example = {
  name: 'document',
  summary: 'This document',
  query: { lang: 'en' },
  status: 200,
};

export const healthExample: Example = {
  name: 'health',
  summary: 'The hub answers',
  status: 200,
  answer: { status: 'ok', stage: 'dev' },
};
