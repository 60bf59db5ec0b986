/** What the sections share: who attacks, with what, and how a refusal is told from an answer. */
import { type HttpAnswer, senderOf } from '../../sender.ts';
import { codeOf, systems, type World } from '../callers.ts';
import { type RawCall, rawCall } from '../raw-call.ts';

/** Reports that are there. */
export const own = `${systems.home}~etx-monthly~2026-11~1`;
export const theirs = `${systems.sibling}~etx-monthly~2026-11~1`;

export const verdict = (answer: HttpAnswer): string => `${answer.status} ${codeOf(answer)}`.trim();
export const isRefused = ({ status }: HttpAnswer): boolean => status >= 400 && status < 500;
export const bearer = (key: string | null) => ({ Authorization: `Bearer ${key}` });

/** Sections are made before their world is. */
export const attacksOn = (world: () => World) => ({
  as: (caller: keyof World['keys']) => senderOf(world().hub, world().keys[caller]),
  raw: (call: RawCall) => rawCall(world().hub, call),
});
