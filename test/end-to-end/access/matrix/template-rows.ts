/** Templates: what they consist of is told every key; of whom they are goes by who acts for whom (ADR 38). */
import { type Row, withKey } from './rows.ts';

const everyKey = '200 200 200 200 200 200 200 200 200 200 200';

export const templateRows = (ending: string): Row[] => {
  const of = (dataset: string, agency?: string) => () => ({
    path: `/catalogue/${dataset}/template.${ending}${agency === undefined ? '' : `?agency=${agency}`}`,
  });
  return [
    withKey('of all systems of the key', of('etx-monthly'), everyKey),
    withKey(
      'of its own agency',
      of('etx-monthly', 'H26.05'),
      '200 200 200 200 200 200 200 agency agency agency agency',
    ),
    withKey(
      'of a child',
      of('etx-monthly', 'H26.05.01'),
      '200 200 200 200 200 200 200 200 agency agency agency',
    ),
    withKey(
      'of a sibling',
      of('etx-monthly', 'H26.06'),
      '200 200 agency agency agency agency agency agency 200 agency agency',
    ),
    withKey(
      'of a predecessor',
      of('etx-monthly', 'H29.18'),
      '200 agency agency agency agency agency 200 agency agency 200 200',
    ),
    withKey(
      'of the country',
      of('etx-monthly', 'VN'),
      '200 agency agency agency agency agency agency agency agency agency agency',
    ),
    withKey(
      'of an agency that there is not',
      of('etx-monthly', 'H99'),
      everyKey.replaceAll('200', 'parameter'),
    ),
    withKey('of a dataset that there is not', of('etx-none'), everyKey.replaceAll('200', 'no-dataset')),
  ];
};
