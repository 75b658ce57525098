import { createHash, createHmac, pbkdf2Sync, randomBytes } from "node:crypto";

const hmac = (key: Buffer, text: string) => createHmac("sha256", key).update(text).digest();

/** The server's part of SCRAM-SHA-256 (RFC 5802, RFC 7677) for one user. */
export class Scram {
  readonly #password: string;
  #began = "";
  #salted = Buffer.alloc(0);

  constructor(password: string) {
    this.#password = password;
  }

  /** The answer to the client's first message. */
  first(message: string): string {
    const bare = message.replace(/^n,,/, "");
    const nonce = `${/r=([^,]*)/.exec(bare)?.[1]}${randomBytes(18).toString("base64")}`;
    const salt = randomBytes(16);
    const rounds = 4096;
    this.#salted = pbkdf2Sync(this.#password, salt, rounds, 32, "sha256");
    const answer = `r=${nonce},s=${salt.toString("base64")},i=${rounds}`;
    this.#began = `${bare},${answer}`;
    return answer;
  }

  /** The answer to the client's last message; undefined = it does not know the password. */
  last(message: string): string | undefined {
    const [without = "", proof = ""] = message.split(",p=");
    const signed = `${this.#began},${without}`;
    const clientKey = hmac(this.#salted, "Client Key");
    const signature = hmac(createHash("sha256").update(clientKey).digest(), signed);
    const expected = clientKey.map((byte, index) => byte ^ (signature[index] ?? 0));
    if (Buffer.from(expected).toString("base64") !== proof) return undefined;
    return `v=${hmac(hmac(this.#salted, "Server Key"), signed).toString("base64")}`;
  }
}
