/** The networks that a key is taken from, as CIDR (RFC 4632, RFC 4291 §2.3). */
import { BlockList, isIP, SocketAddress } from 'node:net';

const BITS = { 4: 32, 6: 128 } as const;
const MAPPED = '::ffff:';

const familyOf = (address: string): 4 | 6 | null => {
  const found = address.includes('%') ? 0 : isIP(address);
  return found === 4 || found === 6 ? found : null;
};

const canonical = (address: string, family: 4 | 6): string =>
  new SocketAddress({ address, family: `ipv${family}` }).address;

function unmapped(address: string): string {
  if (familyOf(address) !== 6) return address;
  const written = canonical(address, 6);
  const inner = written.slice(MAPPED.length);
  return written.startsWith(MAPPED) && isIP(inner) === 4 ? inner : address;
}

/**
 * In the form in which it is stored: the address as RFC 5952 writes it, and the length of its prefix, all of it where none is
 * given. Null: no network, or one that would shut nobody out, or IPv4 in the clothes of IPv6, which is written as IPv4.
 */
export function readNetwork(text: string): string | null {
  const [address = '', length, ...rest] = text.trim().split('/');
  const family = familyOf(address);
  if (family === null || rest.length > 0 || (length !== undefined && !/^[1-9]\d{0,2}$/.test(length)))
    return null;
  const prefix = length === undefined ? BITS[family] : Number(length);
  if (prefix > BITS[family]) return null;
  return unmapped(address) === address ? `${canonical(address, family)}/${prefix}` : null;
}

/**
 * Whether a caller's address lies in one of them; IPv4 mapped into IPv6 is IPv4, and lies in no network of IPv6. An address
 * that is none lies nowhere.
 */
export function isWithin(networks: readonly string[], address: string): boolean {
  const plain = unmapped(address);
  const family = familyOf(plain);
  if (family === null) return false;
  const list = new BlockList();
  for (const network of networks) {
    const [base = '', prefix] = network.split('/');
    if (familyOf(base) === family) list.addSubnet(base, Number(prefix), `ipv${family}`);
  }
  return list.check(plain, `ipv${family}`);
}
