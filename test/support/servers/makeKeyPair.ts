import ssh2 from "ssh2";

/** A new pair of the type ed25519. One in 256 that the library makes is malformed, so it makes another then. */
export function makeKeyPair(secret?: { passphrase: string; cipher: string; rounds: number }): {
  private: string;
  public: string;
} {
  for (;;) {
    const pair = ssh2.utils.generateKeyPairSync("ed25519", secret ?? {});
    if (!(ssh2.utils.parseKey(pair.private, secret?.passphrase) instanceof Error)) return pair;
  }
}
