import { createHmac, randomBytes } from "node:crypto";
import { SluiceError } from "../../base/SluiceError.ts";
import { open, seal } from "../../data/seal.ts";
import type { Vault } from "../../service/ports/Vault.ts";
import { createVaultKeyFile, parseVaultKey, readVaultKeyFile, vaultKeyId } from "./vaultKey.ts";

/**
 * Where the key comes from. `key`: a text, see `parseVaultKey` (the variable `SLUICE_KEY`, which a desktop fills from its keychain).
 * `keyFile`: a file that is made at first use, unless `readonly`; a vault without its file throws `key_missing` when it is used.
 */
export type VaultOptions = { key: string } | { keyFile: string; readonly?: boolean };

const form = /^sluice:v1:([0-9a-f]{8}):([A-Za-z0-9+/]+={0,2})$/;
const dataKeyContext = "sluice:data-key:1";
/** Data keys that stay opened: a run opens its own more than once, and thousands of runs share that of the run that triggered them. */
const mostOpened = 16;

export function createVault(options: VaultOptions): Vault {
  const key = findKey(options);
  if (key === undefined) return createEmptyVault();
  const keyId = vaultKeyId(key);

  const tryDecrypt = (cipher: string, context: string): string | undefined => {
    const [, id, body] = form.exec(cipher) ?? [];
    if (id !== keyId || body === undefined) return undefined;
    try {
      return open(Buffer.from(body, "base64"), { dataKey: key, label: vaultLabel(context) }).toString();
    } catch {
      return undefined;
    }
  };

  const opened = new Map<string, Uint8Array>();
  const keepOpened = (wrapped: string, dataKey: Uint8Array): void => {
    const [oldest] = opened.size < mostOpened ? [] : opened.keys();
    if (oldest !== undefined) opened.delete(oldest);
    opened.set(wrapped, dataKey);
  };
  const makeDataKey = () => {
    const dataKey = randomBytes(32);
    return { dataKey, wrapped: vault.encrypt(dataKey.toString("base64"), dataKeyContext) };
  };
  // The key of the next run is made while this one is stored.
  let next: ReturnType<typeof makeDataKey> | undefined;
  const vault: Vault = {
    keyId,
    encrypt(plain, context) {
      const sealed = seal(Buffer.from(plain), { dataKey: key, label: vaultLabel(context) });
      return `sluice:v1:${keyId}:${Buffer.from(sealed).toString("base64")}`;
    },
    decrypt(cipher, context) {
      const plain = tryDecrypt(cipher, context);
      if (plain === undefined) throw cannotOpen(form.exec(cipher)?.[1]);
      return plain;
    },
    inspect(text, context) {
      const id = form.exec(text)?.[1];
      if (id === undefined) return "plain";
      if (id !== keyId) return "foreign";
      return tryDecrypt(text, context) === undefined ? "plain" : "ours";
    },
    digest: (text, context) =>
      createHmac("sha256", key).update(`sluice:digest:1\0${context}\0${text}`).digest("base64"),
    createDataKey() {
      const { wrapped, dataKey } = next ?? makeDataKey();
      next = undefined;
      setImmediate(() => {
        next ??= makeDataKey();
      }).unref();
      keepOpened(wrapped, dataKey);
      return wrapped;
    },
    unwrapDataKey(wrapped) {
      const known = opened.get(wrapped);
      if (known !== undefined) return known;
      const dataKey = Buffer.from(vault.decrypt(wrapped, dataKeyContext), "base64");
      keepOpened(wrapped, dataKey);
      return dataKey;
    },
  };
  return vault;
}

/** Whether a text has the form of a ciphertext of any key. */
export function isCiphertext(text: string): boolean {
  return form.test(text);
}

function findKey(options: VaultOptions): Uint8Array | undefined {
  if ("key" in options) return parseVaultKey(options.key);
  return readVaultKeyFile(options.keyFile) ?? (options.readonly ? undefined : createVaultKeyFile(options.keyFile));
}

function vaultLabel(context: string): string {
  return `sluice:vault:1\0${context}`;
}

function cannotOpen(keyId: string | undefined): SluiceError {
  const why = keyId === undefined ? "is no ciphertext" : `was encrypted under key ${keyId}, or was changed`;
  return new SluiceError("key_missing", `An encrypted value ${why}. Restore the key or set the value again`, {
    details: { keyId },
  });
}

/** For a reader of a folder that has no key yet: knows of no key and opens nothing. */
function createEmptyVault(): Vault {
  const refuse = (): never => {
    throw new SluiceError("key_missing", "The data folder has no key file, so nothing can be encrypted or decrypted");
  };
  return {
    keyId: "",
    encrypt: refuse,
    decrypt: refuse,
    inspect: (text) => (form.test(text) ? "foreign" : "plain"),
    digest: refuse,
    createDataKey: refuse,
    unwrapDataKey: refuse,
  };
}
