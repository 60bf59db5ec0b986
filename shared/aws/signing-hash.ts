/**
 * The SHA-256 and HMAC that the SDK signs requests with (SigV4), for its option `sha256`. Its own makes a hash object and a copy
 * of it for each of the four digests of a request, and hands Node a key as bytes, which Node takes four times as long to look at.
 */
import { createHmac, createSecretKey, hash, type KeyObject } from 'node:crypto';

type Data = string | ArrayBuffer | ArrayBufferView;

const bytesOf = (data: ArrayBuffer | ArrayBufferView): Uint8Array =>
  ArrayBuffer.isView(data)
    ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    : new Uint8Array(data);

/** The SDK keeps the key of a day, and so its object stays the same. */
const keys = new WeakMap<object, KeyObject>();

function keyOf(secret: ArrayBuffer | ArrayBufferView): KeyObject {
  const known = keys.get(secret);
  if (known !== undefined) return known;
  const key = createSecretKey(bytesOf(secret));
  keys.set(secret, key);
  return key;
}

export class SigningHash {
  readonly #secret: Data | undefined;
  #parts: (string | Uint8Array)[] = [];

  /** With a secret it is HMAC. */
  constructor(secret?: Data) {
    this.#secret = secret;
  }

  update(data: Data): void {
    this.#parts.push(typeof data === 'string' ? data : bytesOf(data));
  }

  async digest(): Promise<Uint8Array> {
    const [first = ''] = this.#parts;
    const data = this.#parts.length > 1 ? Buffer.concat(this.#parts.map((part) => Buffer.from(part))) : first;
    if (this.#secret === undefined) return hash('sha256', data, 'buffer');
    const secret = typeof this.#secret === 'string' ? this.#secret : keyOf(this.#secret);
    return createHmac('sha256', secret).update(data).digest();
  }

  reset(): void {
    this.#parts = [];
  }
}
