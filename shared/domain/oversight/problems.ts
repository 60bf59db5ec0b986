/** Problems of planned maintenance and of dead letters. */
import { never, type ProblemRow } from '../problems/problem-row.ts';

export const oversightProblems = {
  'maintenance-under-way': never(
    409,
    ['Maintenance is under way', 'Maintenance is under way since {since} ({reason}): end it first.'],
    ['Đang bảo trì', 'Đang bảo trì từ {since} ({reason}): hãy kết thúc trước.'],
  ),
  'no-maintenance': never(
    409,
    ['No maintenance is under way', 'There is none to be ended.'],
    ['Không có đợt bảo trì nào', 'Không có đợt bảo trì nào đang diễn ra để kết thúc.'],
  ),
  'dead-letter-not-found': never(
    404,
    [
      'No such dead letter',
      'No message {id} was set aside: it was handled, or somebody holds it for the moment; GET /admin/dead-letters lists all.',
    ],
    [
      'Không có thông điệp này',
      'Không có thông điệp {id} bị để riêng: đã được xử lý, hoặc có người đang giữ; GET /admin/dead-letters liệt kê tất cả.',
    ],
  ),
  'no-dead-letters': never(
    409,
    [
      'There is nothing to handle',
      'None of what was asked for is there: it was handled, or somebody holds it for the moment. {left} other messages were set aside.',
    ],
    [
      'Không có gì để xử lý',
      'Không còn thông điệp nào như yêu cầu: đã được xử lý, hoặc có người đang giữ. Còn {left} thông điệp khác bị để riêng.',
    ],
  ),
} satisfies Readonly<Record<string, ProblemRow>>;
