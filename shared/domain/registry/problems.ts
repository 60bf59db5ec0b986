/** Problems of what the registry is asked for. */
import { never, type ProblemRow } from '../problems/problem-row.ts';

export const registryProblems = {
  'dataset-not-found': never(
    404,
    ['No such dataset', 'The catalogue has no dataset {id}; GET /catalogue lists all.'],
    ['Không có bộ dữ liệu này', 'Danh mục không có bộ dữ liệu {id}; GET /catalogue liệt kê tất cả.'],
  ),
} satisfies Readonly<Record<string, ProblemRow>>;
