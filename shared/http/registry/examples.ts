import type { Example } from '../openapi/example.ts';
export const catalogueExample: Example = {
  name: 'catalogue',
  summary: 'The first dataset behind',
  query: { after: 'etx-yearly' },
  status: 200,
  answer: {},
};
export const datasetExamples: readonly Example[] = [
  { name: 'duties', summary: 'A small one', path: { id: 'etx-duties' }, status: 200, answer: {} },
];
export const agenciesExamples: readonly Example[] = [
  { name: 'search', summary: 'By name', query: { search: 'hoan kiem' }, status: 200, answer: {} },
];
export const systemsExample: Example = {
  name: 'ward',
  summary: 'Of a ward',
  query: { agency: 'H26.18' },
  status: 200,
  answer: {},
};
