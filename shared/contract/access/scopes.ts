/** What a key may do. Those that no route asks for yet are known, so that a key of today can be told from a mistake. */
export const scopes = ['submit', 'read', 'batch', 'documents', 'incidents'] as const;
export type Scope = (typeof scopes)[number];
