import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { writePrivateFile } from "../../core/api/writePrivateFile.ts";

export interface VaultKeyParts {
  safeStorage: Pick<
    Electron.SafeStorage,
    "decryptStringAsync" | "encryptStringAsync" | "getSelectedStorageBackend" | "isAsyncEncryptionAvailable"
  >;
  platform: NodeJS.Platform;
  dataFolder: string;
}

/**
 * The key of encrypted values: in a file of the data folder, or sealed by the keychain of the system. Never both for long, and
 * at no moment neither. All of it works only once Electron is ready.
 */
export class VaultKey {
  private readonly parts: VaultKeyParts;
  private readonly file: string;
  private readonly sealed: string;

  constructor(parts: VaultKeyParts) {
    this.parts = parts;
    this.file = join(parts.dataFolder, "vault.key");
    this.sealed = join(parts.dataFolder, "vault.key.sealed");
  }

  isSealed(): boolean {
    return existsSync(this.sealed);
  }

  /** The key for the host; undefined = it reads its file. Rejects with a sentence when the keychain does not open it. */
  async read(): Promise<string | undefined> {
    if (!this.isSealed()) return undefined;
    const { safeStorage } = this.parts;
    try {
      const { result, shouldReEncrypt } = await safeStorage.decryptStringAsync(
        Buffer.from(readFileSync(this.sealed, "utf8"), "base64"),
      );
      // What is sealed still opens: a new seal that fails is tried at the next start.
      if (shouldReEncrypt) await this.write(result).catch(() => undefined);
      return result;
    } catch (cause) {
      throw new Error(`The keychain of the system does not open the key of the data folder (${this.sealed}).`, {
        cause,
      });
    }
  }

  /** Moves the key from its file into the keychain. Rejects with a sentence when that would not protect it. */
  async seal(): Promise<void> {
    const { safeStorage, platform } = this.parts;
    const isOpen = await safeStorage.isAsyncEncryptionAvailable();
    // Electron would then encrypt by a password that is the same everywhere.
    const isWeak = platform === "linux" && safeStorage.getSelectedStorageBackend() === "basic_text";
    if (!isOpen || isWeak) {
      throw new Error("This system has no keychain that would protect the key, so it stays in its file.");
    }
    if (!existsSync(this.file)) throw new Error("There is no key yet: it is made with the first encrypted value.");
    await this.write(readFileSync(this.file, "utf8").trim());
    rmSync(this.file);
  }

  /** Puts the key back into its file. */
  async unseal(): Promise<void> {
    const key = await this.read();
    if (key === undefined) return;
    writePrivateFile(this.file, `${key}\n`);
    rmSync(this.sealed);
  }

  private async write(key: string): Promise<void> {
    const { safeStorage } = this.parts;
    const sealed = await safeStorage.encryptStringAsync(key);
    // What cannot be read back must not replace what can.
    const { result } = await safeStorage.decryptStringAsync(sealed);
    if (result !== key) throw new Error("The keychain of the system gives back another key than it was given.");
    writePrivateFile(this.sealed, sealed.toString("base64"));
  }
}
