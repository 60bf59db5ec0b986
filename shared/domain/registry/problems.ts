/** Problems of what the registry is asked for. */
import { never, type ProblemRow } from '../problems/problem-row.ts';

export const registryProblems = {
  'import-refused': never(
    422,
    [
      'The import is refused',
      'Nothing was changed. Errors in the files: {count}. errors[] says what and where, by file, row and column.',
    ],
    [
      'Từ chối nhập dữ liệu',
      'Chưa thay đổi gì. Số lỗi trong các tệp: {count}. errors[] nêu từng lỗi theo tệp, dòng và cột.',
    ],
  ),
  'dataset-not-found': never(
    404,
    ['No such dataset', 'The catalogue has no dataset {id}; GET /catalogue lists all.'],
    ['Không có bộ dữ liệu này', 'Danh mục không có bộ dữ liệu {id}; GET /catalogue liệt kê tất cả.'],
  ),
} satisfies Readonly<Record<string, ProblemRow>>;
