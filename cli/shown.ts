/** Text of files and answers on a terminal: what would steer it is shown as `\u001b`, never sent. */
import { withEscapes } from '../shared/domain/values/plain-text.ts';

/** At the mouth of all output: line breaks are the layout's own. */
export const shown = (text: string): string => withEscapes(text, '\n');

/** A text of others within a line of ours: it can begin no line of its own, which would look like one of ours. */
export const inLine = (text: string): string => withEscapes(text);
