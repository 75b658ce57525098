import { existsSync, mkdtempSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { resolveDataFolder } from "../../../core/store/dataFolder.ts";
import { moveKey } from "../../../electron/vault/moveKey.ts";
import { VaultKey, type VaultKeyParts } from "../../../electron/vault/VaultKey.ts";

type Backend = ReturnType<Electron.SafeStorage["getSelectedStorageBackend"]>;

interface BenchOptions {
  backend?: Backend;
  platform?: NodeJS.Platform;
  isAvailable?: boolean;
  key?: string | undefined;
}

/** A keychain that turns texts around. */
function openBench(options: BenchOptions = {}) {
  const { backend = "gnome_libsecret", platform = "linux", isAvailable = true } = options;
  const paths = resolveDataFolder(mkdtempSync(join(tmpdir(), "sluice vault ")));
  const key = "key" in options ? options.key : "a2V5";
  if (key !== undefined) writeFileSync(paths.vaultKey, `${key}\n`);
  const chain = { isClosed: false, isStale: false, isBroken: false, seals: 0 };
  const turn = (text: string): string => [...text].reverse().join("");
  const safeStorage: VaultKeyParts["safeStorage"] = {
    isAsyncEncryptionAvailable: async () => isAvailable,
    getSelectedStorageBackend: () => backend,
    async encryptStringAsync(text) {
      chain.seals += 1;
      return Buffer.from(chain.isBroken ? "?" : turn(text));
    },
    async decryptStringAsync(sealed) {
      if (chain.isClosed) throw new Error("locked");
      return { result: turn(sealed.toString()), shouldReEncrypt: chain.isStale };
    },
  };
  const vaultKey = new VaultKey({ safeStorage, platform, dataFolder: paths.root });
  return { vaultKey, paths, chain };
}

test("a key in its file is left to the host", async () => {
  const { vaultKey } = openBench();
  expect([vaultKey.isSealed(), await vaultKey.read()]).toEqual([false, undefined]);
});

test("sealed, it is in no file that can be read without the keychain; it comes back as it was", async () => {
  const { vaultKey, paths } = openBench();
  await vaultKey.seal();
  expect(existsSync(paths.vaultKey)).toBe(false);
  expect(readFileSync(paths.sealedKey, "utf8")).not.toContain("a2V5");
  expect(statSync(paths.sealedKey).mode & 0o077).toBe(0);
  expect(await vaultKey.read()).toBe("a2V5");
  await vaultKey.unseal();
  expect(existsSync(paths.sealedKey)).toBe(false);
  expect(readFileSync(paths.vaultKey, "utf8")).toBe("a2V5\n");
});

test.each([
  ["a keychain that is none", { backend: "basic_text" }],
  ["no keychain", { isAvailable: false }],
] satisfies [string, BenchOptions][])("%s is refused, and the key stays in its file", async (_what, options) => {
  const { vaultKey, paths } = openBench(options);
  await expect(vaultKey.seal()).rejects.toThrow("no keychain");
  expect([existsSync(paths.vaultKey), existsSync(paths.sealedKey)]).toEqual([true, false]);
});

test("the back end is asked for on Linux only", async () => {
  const { vaultKey } = openBench({ backend: "basic_text", platform: "win32" });
  await vaultKey.seal();
  expect(vaultKey.isSealed()).toBe(true);
});

test("there is nothing to seal before the first encrypted value", async () => {
  await expect(openBench({ key: undefined }).vaultKey.seal()).rejects.toThrow("no key yet");
});

test("a keychain that gives back something else loses nothing", async () => {
  const { vaultKey, paths, chain } = openBench();
  chain.isBroken = true;
  await expect(vaultKey.seal()).rejects.toThrow("another key");
  expect([existsSync(paths.vaultKey), existsSync(paths.sealedKey)]).toEqual([true, false]);
});

test("a closed keychain says so and changes nothing", async () => {
  const { vaultKey, paths, chain } = openBench();
  await vaultKey.seal();
  chain.isClosed = true;
  await expect(vaultKey.read()).rejects.toThrow("does not open the key");
  await expect(vaultKey.unseal()).rejects.toThrow("does not open the key");
  expect([existsSync(paths.vaultKey), existsSync(paths.sealedKey)]).toEqual([false, true]);
});

test("a seal that is outdated is made anew; when that fails the old one stays", async () => {
  const { vaultKey, chain } = openBench();
  await vaultKey.seal();
  chain.isStale = true;
  expect([await vaultKey.read(), chain.seals]).toEqual(["a2V5", 2]);
  chain.isBroken = true;
  expect([await vaultKey.read(), chain.seals]).toEqual(["a2V5", 3]);
  chain.isBroken = false;
  expect(await vaultKey.read()).toBe("a2V5");
});

test("the person is asked before the key moves, not before it comes back, and hears what went wrong", async () => {
  const calls: string[] = [];
  const move = (toKeychain: boolean, { agrees = true, fails = false } = {}): Promise<void> =>
    moveKey({
      vaultKey: {
        async seal() {
          if (fails) throw new Error("no keychain");
          calls.push("seal");
        },
        unseal: async () => void calls.push("unseal"),
      },
      dialog: {
        showErrorBox: (_title: string, content: string) => void calls.push(content),
        async showMessageBox() {
          calls.push("ask");
          return { response: agrees ? 0 : 1, checkboxChecked: false };
        },
      } as unknown as Electron.Dialog,
      toKeychain,
    });
  await move(true);
  await move(true, { agrees: false });
  await move(true, { fails: true });
  await move(false);
  expect(calls).toEqual(["ask", "seal", "ask", "ask", "no keychain", "unseal"]);
});
