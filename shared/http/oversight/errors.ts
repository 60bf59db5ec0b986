/** What to do about the errors of this room. */
import type { oversightFindings } from '../../domain/oversight/findings.ts';
import type { oversightProblems } from '../../domain/oversight/problems.ts';
import { type FindingGuides, foundIn, guide, type ProblemGuides } from '../errors/guide.ts';

export const oversightProblemGuides: ProblemGuides<keyof typeof oversightProblems> = {
  'maintenance-under-way': guide(
    { since: '2026-11-20T02:30:00.000Z', reason: 'Nâng cấp' },
    'End what is under way, then start the next.',
    'Kết thúc đợt đang diễn ra rồi bắt đầu đợt mới.',
  ),
  'no-maintenance': guide(
    {},
    'Nothing: it ended by itself, or another operator ended it.',
    'Không cần làm gì: đợt bảo trì đã tự hết hạn hoặc đã có người kết thúc.',
  ),
  'dead-letter-not-found': guide(
    { id: '6f1f7f0a5b0e4a57' },
    'List them anew after half a minute; what is not there any more was handled.',
    'Liệt kê lại sau nửa phút; thông điệp không còn trong danh sách là đã được xử lý.',
  ),
  'no-dead-letters': guide(
    { left: 0 },
    'List them anew after half a minute, and order what is there.',
    'Liệt kê lại sau nửa phút rồi yêu cầu theo danh sách đó.',
  ),
};

const inOrder = foundIn('invalid-change');

export const oversightFindingGuides: FindingGuides<keyof typeof oversightFindings> = {
  'until-over': inOrder(
    ['Maintenance that would be over already', 'Đợt bảo trì có thời điểm kết thúc đã qua'],
    { until: '2026-11-20T01:00:00.000Z' },
    'Name an end that is to come; see whether the time has its offset.',
    'Nêu thời điểm kết thúc sắp tới; kiểm tra độ lệch múi giờ.',
  ),
  'until-too-far': inOrder(
    ['Maintenance that would last too long', 'Đợt bảo trì quá dài'],
    { hours: 12, latest: '2026-11-20T14:30:00.000Z' },
    'Name an earlier end; start it again when it takes longer.',
    'Nêu thời điểm kết thúc sớm hơn; nếu cần thêm thời gian, hãy bắt đầu đợt mới.',
  ),
};
