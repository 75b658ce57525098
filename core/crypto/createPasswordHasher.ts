import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";
import type { PasswordHasher } from "../service/ports/PasswordHasher.ts";

export interface ScryptCost {
  /** Binary logarithm of N. */
  ln: number;
  r: number;
  p: number;
}

/** 128 MiB and some 0.4 s for each password: what OWASP recommends. */
const standardCost: ScryptCost = { ln: 17, r: 8, p: 1 };
const saltBytes = 16;
const hashBytes = 32;
const form = /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]{22})\$([A-Za-z0-9+/]{43})$/;

/** scrypt (RFC 7914). Hashes stand in the PHC form `$scrypt$ln=17,r=8,p=1$SALT$HASH`; two at once, because each needs its memory. */
export function createPasswordHasher(cost: ScryptCost = standardCost): PasswordHasher {
  const limit = createLimit(2);
  const derive = (password: string, { salt, cost }: { salt: Buffer; cost: ScryptCost }) =>
    limit(() => runScrypt(password.normalize("NFKC"), { salt, cost }));
  return {
    async hash(password) {
      const salt = randomBytes(saltBytes);
      const hash = await derive(password, { salt, cost });
      return `$scrypt$ln=${cost.ln},r=${cost.r},p=${cost.p}$${toText(salt)}$${toText(hash)}`;
    },
    async verify(password, text) {
      const known = text === undefined ? undefined : parseHash(text);
      const salt = known?.salt ?? Buffer.alloc(saltBytes);
      const found = await derive(password, { salt, cost: known?.cost ?? cost });
      return known !== undefined && timingSafeEqual(found, known.hash);
    },
    isOutdated(text) {
      const known = parseHash(text)?.cost;
      return known?.ln !== cost.ln || known.r !== cost.r || known.p !== cost.p;
    },
  };
}

function parseHash(text: string): { cost: ScryptCost; salt: Buffer; hash: Buffer } | undefined {
  const [, ln, r, p, salt, hash] = form.exec(text) ?? [];
  if (salt === undefined || hash === undefined) return undefined;
  return {
    cost: { ln: Number(ln), r: Number(r), p: Number(p) },
    salt: Buffer.from(salt, "base64"),
    hash: Buffer.from(hash, "base64"),
  };
}

function runScrypt(password: string, { salt, cost }: { salt: Buffer; cost: ScryptCost }): Promise<Buffer> {
  const { ln, r, p } = cost;
  const memory = 128 * 2 ** ln * r * p + 2 ** 20;
  return new Promise((resolve, reject) => {
    scrypt(password, salt, hashBytes, { N: 2 ** ln, r, p, maxmem: memory * 2 }, (error, hash) =>
      error === null ? resolve(hash) : reject(error),
    );
  });
}

/** Runs at most `most` at once, in order. */
function createLimit(most: number): <T>(run: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (run) => {
    if (running >= most) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      return await run();
    } finally {
      // Whoever waits takes the place over.
      const next = waiting.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  };
}

function toText(bytes: Buffer): string {
  return bytes.toString("base64").replaceAll("=", "");
}
