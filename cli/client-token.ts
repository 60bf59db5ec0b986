/** An access token for a client of the issuer (RFC 6749 §4.4): whoever gives `dtm` a client id gets one for each run of a command. */
import { localized } from '../shared/domain/language/localized.ts';
import { PATIENCE } from './call-hub.ts';
import type { Surroundings } from './commands/command.ts';
import { CommandFault, faultText } from './fault.ts';
import { secretIn } from './given-key.ts';

type Environment = Surroundings['environment'];

/** What a command may need; an issuer that does not know one of them says so. */
const SCOPES = ['submit', 'read', 'batch'].join(' ');

const isSafe = (address: string): boolean =>
  URL.canParse(address) &&
  (new URL(address).protocol === 'https:' ||
    /^http:\/\/(127\.0\.0\.1|localhost|\[::1\]):\d+\//.test(address));

/** Of an address that is not asked, or does not answer with an object, a fault that names it. */
async function objectFrom(
  address: string,
  init: RequestInit = {},
): Promise<Readonly<Record<string, unknown>>> {
  if (!isSafe(address))
    throw new CommandFault(
      localized(
        `the issuer of tokens is asked by https alone, not at ${address}`,
        `chỉ hỏi nơi cấp mã truy cập qua https, không qua ${address}`,
      ),
    );
  let status: number;
  let body: unknown;
  try {
    const answer = await fetch(address, {
      ...init,
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE),
    });
    status = answer.status;
    body = await answer.json();
  } catch (error) {
    throw new CommandFault(
      localized(
        `the issuer of tokens does not answer at ${address}: ${faultText(error)}`,
        `nơi cấp mã truy cập không trả lời tại ${address}: ${faultText(error, 'vi')}`,
      ),
    );
  }
  const found = (body ?? {}) as Readonly<Record<string, unknown>>;
  if (status === 200) return found;
  const why = [found.error, found.error_description].filter((one) => typeof one === 'string').join(': ');
  throw new CommandFault(
    localized(
      `the issuer of tokens refuses (${status}): ${why || '–'}`,
      `nơi cấp mã truy cập từ chối (${status}): ${why || '–'}`,
    ),
  );
}

/** RFC 6749 §2.3.1: id and secret are form-encoded before they are joined. */
const basic = (id: string, secret: string): string =>
  Buffer.from(`${encodeURIComponent(id)}:${encodeURIComponent(secret)}`).toString('base64');

/**
 * Null where the environment names no client. Its secret is in DTM_CLIENT_SECRET, or in the file that DTM_CLIENT_SECRET_FILE names, which
 * only the owner may read. Throws where no token is got.
 */
export async function clientToken(environment: Environment): Promise<string | null> {
  const { DTM_CLIENT_ID, DTM_CLIENT_SECRET, DTM_CLIENT_SECRET_FILE, DTM_ISSUER, DTM_TOKEN_SCOPE } =
    environment;
  if (!DTM_CLIENT_ID) return null;
  const secret = DTM_CLIENT_SECRET || (DTM_CLIENT_SECRET_FILE && secretIn(DTM_CLIENT_SECRET_FILE));
  if (!secret || !DTM_ISSUER)
    throw new CommandFault(
      localized(
        'DTM_CLIENT_ID needs DTM_ISSUER, and DTM_CLIENT_SECRET or DTM_CLIENT_SECRET_FILE',
        'DTM_CLIENT_ID cần có DTM_ISSUER, và DTM_CLIENT_SECRET hoặc DTM_CLIENT_SECRET_FILE',
      ),
    );
  const document = await objectFrom(`${DTM_ISSUER.replace(/\/$/, '')}/.well-known/openid-configuration`);
  const { access_token: token } = await objectFrom(String(document.token_endpoint), {
    method: 'POST',
    headers: { Authorization: `Basic ${basic(DTM_CLIENT_ID, secret)}` },
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      scope: DTM_TOKEN_SCOPE || SCOPES,
    }),
  });
  if (typeof token === 'string' && /^[\x21-\x7e]+$/.test(token)) return token;
  throw new CommandFault(
    localized('the issuer of tokens answers without a token', 'nơi cấp mã truy cập trả lời mà không có mã'),
  );
}
