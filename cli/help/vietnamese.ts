/** Help in Vietnamese, by the English text that stands in the command: a text that is changed there is asked for anew here. */
import { forOperators } from './vietnamese-operators.ts';
import { forSenders } from './vietnamese-senders.ts';

export const vietnamese: Readonly<Record<string, string>> = { ...forSenders, ...forOperators };
