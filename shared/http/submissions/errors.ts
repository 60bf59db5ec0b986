/** What to do about the errors of this room. */
import type { submissionsProblems } from '../../domain/submissions/problems.ts';
import { guide, type ProblemGuides } from '../errors/guide.ts';

const what = 'H26.dvc~etx-monthly~2026-10';
const receivedAt = '2026-11-16T02:30:00.000Z';

export const submissionsProblemGuides: ProblemGuides<keyof typeof submissionsProblems> = {
  'submission-not-found': guide(
    { id: 'H26.dvc~etx-monthly~2026-10~4' },
    'Take the id from the answer to the submission, or from `GET /submissions`; what was not answered by a 202 is sent again.',
    'Lấy mã từ câu trả lời khi gửi hoặc từ `GET /submissions`; nếu chưa nhận được mã 202 thì gửi lại.',
  ),
  'revision-conflict': guide(
    {
      revision: 1,
      value: 1,
      what,
      receivedAt,
      sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
      highest: 2,
      most: 998,
    },
    'When it is a correction, send it under the next revision. When it was to be a retry, send the bytes of the first time.',
    'Nếu là đính chính, hãy gửi với lần kế tiếp. Nếu là gửi lại, hãy gửi đúng nội dung lần đầu.',
  ),
  'revision-superseded': guide(
    { revision: 1, value: `${what}~1`, what, highest: 2 },
    'Withdraw the highest revision, or send a correction.',
    'Rút lần gửi cao nhất, hoặc gửi đính chính.',
  ),
  'period-closed': guide(
    { period: '2026-08', value: '2026-08', dataset: 'etx-monthly', closedAt: '2026-10-14T17:00:00.000Z' },
    'Nothing is taken for it any more; ask the operator. `GET /me` says when each period closes.',
    'Kỳ này không nhận thêm; hãy hỏi đơn vị vận hành. `GET /me` cho biết khi nào từng kỳ đóng.',
  ),
  'invalid-submission': guide(
    { count: 3 },
    'Correct each place that `errors[]` names, and send the whole again under the same revision.',
    'Sửa từng chỗ mà `errors[]` nêu rồi gửi lại toàn bộ với cùng lần gửi.',
  ),
  'idempotency-key-reused': guide(
    { key: '2f5b8a0c41d94e7a', value: '2f5b8a0c41d94e7a', receivedAt },
    'Make a new key for each new content, and keep the key for retries of the same.',
    'Tạo khóa mới cho mỗi nội dung mới và chỉ giữ khóa cũ khi gửi lại cùng nội dung.',
  ),
  'receipt-key-too-young': guide(
    { slot: 'b', renewedAt: receivedAt, readyAt: '2026-11-17T02:30:00.000Z' },
    'Wait until then; only when a key was stolen order it early.',
    'Chờ đến thời điểm đó; chỉ yêu cầu sớm khi khóa bị lộ.',
  ),
  'foreign-key-set': guide(
    { issuer: 'https://hub.example/v1' },
    'Send the key set that was saved from this hub.',
    'Gửi bộ khóa đã lưu từ hệ thống này.',
  ),
};
