/** What to do about problems of quotas. */
import type { quotaProblems } from '../../domain/access/quota-problems.ts';
import { guide, type ProblemGuides } from '../errors/guide.ts';

export const quotaProblemGuides: ProblemGuides<keyof typeof quotaProblems> = {
  'quota-exceeded': guide(
    {
      subject: 'H26',
      limit: 300_000,
      from: '2026-11-20T02:00:00.000Z',
      until: '2026-11-20T03:00:00.000Z',
    },
    'Stop until `Retry-After` is over. `RateLimit` says beforehand how much is left. A sender that needs more every day asks the operator; many rows go into one file.',
    'Dừng gửi cho đến hết `Retry-After`. `RateLimit` cho biết trước còn bao nhiêu. Nếu ngày nào cũng cần nhiều hơn, hãy liên hệ đơn vị vận hành; nhiều dòng thì gộp vào một tệp.',
  ),
};
