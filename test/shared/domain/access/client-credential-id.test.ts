import { expect, test } from 'vitest';
import { KeyId } from '../../../../shared/contract/access/key-id.ts';
import { clientCredentialId } from '../../../../shared/domain/access/client-credential-id.ts';

test('a client has the same id whenever it is asked for, of the form of a key’s', () => {
  // Stored with every submission: another id for the same client would be another sender.
  expect(clientCredentialId('h01-dvc')).toBe('tdsfq4zfiy06');
  const ids = Array.from({ length: 2000 }, (_, at) => clientCredentialId(`client-${at}`));
  expect(ids.filter((id) => !KeyId.safeParse(id).success)).toEqual([]);
  expect(new Set(ids).size).toBe(2000);
});
