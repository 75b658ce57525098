import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { open } from "node:fs/promises";
import { join } from "node:path";
import { expect, it, vi } from "vitest";
import SFTPGet from "../../../../core/steps/ssh/steps/SFTPGet.ts";
import SFTPPut from "../../../../core/steps/ssh/steps/SFTPPut.ts";
import { seededRandom } from "../../../support/seededRandom.ts";
import { onServer } from "../../../support/servers/onServer.ts";
import { startSshd } from "../../../support/servers/startSshd.ts";
import { tempFolder } from "../../../support/tempFolder.ts";
import { createRunner } from "../sftpRunner.ts";

onServer("SFTP put", await startSshd(), ({ connection }) => {
  const run = createRunner(SFTPPut, connection);

  it("brings bytes there that come back the same", async () => {
    const bytes = Buffer.from(seededRandom(11).bytes(1_000_003));
    const path = join(tempFolder(), "new", "ö.bin");
    expect((await run({ path }, { input: bytes })).data).toEqual({ path, bytes: bytes.length });
    const { data } = await createRunner(SFTPGet, connection)({ path, as: "bytes" });
    const hashOf = (content: Uint8Array): string => createHash("sha256").update(content).digest("hex");
    expect(hashOf(data as Uint8Array)).toBe(hashOf(bytes));
  });

  it("takes text, JSON, or a file of this computer", async () => {
    const folder = tempFolder();
    await run({ path: `${folder}/text`, content: "ö" });
    await run({ path: `${folder}/json`, content: "" }, { input: [1] });
    expect([readFileSync(join(folder, "text"), "utf8"), readFileSync(join(folder, "json"), "utf8")]).toEqual([
      "ö",
      "[\n  1\n]\n",
    ]);
    const from = join(folder, "text");
    expect((await run({ path: `${folder}/in/`, source: "file", from })).data).toEqual({
      path: `${folder}/in/text`,
      bytes: 2,
    });
    expect(readFileSync(join(folder, "in/text"), "utf8")).toBe("ö");
    const nothing = await run({ path: `${folder}/x` });
    expect(nothing.error?.message).toBe("There is nothing to put: no content and no data of earlier steps");
    expect((await run({ path: `${folder}/`, content: "x" })).error?.message).toBe(
      `${folder}/ is a folder; name the file in it`,
    );
    const gone = await run({ path: `${folder}/x`, source: "file", from: `${folder}/gone` });
    expect(gone.error?.message).toMatch(/gone cannot be read: ENOENT/);
  });

  it("replaces a file as a whole, or not when that is not wanted", async () => {
    const folder = tempFolder();
    const path = join(folder, "stock");
    writeFileSync(path, "old");
    const kept = await run({ path, content: "new", overwrite: false });
    expect(kept.error?.message).toBe(`${path} exists already; allow overwriting or choose another name`);
    expect(readFileSync(path, "utf8")).toBe("old");
    expect((await run({ path, content: "new" })).error).toBeUndefined();
    expect(readFileSync(path, "utf8")).toBe("new");
    mkdirSync(join(folder, "taken"));
    const refused = await run({ path: join(folder, "taken"), content: "x" });
    expect(refused.error?.name).toBe("SftpException");
    expect(readdirSync(folder).sort()).toEqual(["stock", "taken"]);
  });

  it("leaves nothing behind when its step is ended in the middle", async () => {
    const [from, folder] = [join(tempFolder(), "pipe"), tempFolder()];
    execFileSync("mkfifo", [from]);
    const abortion = new AbortController();
    const running = run({ path: join(folder, "big"), source: "file", from }, { signal: abortion.signal });
    const pipe = await open(from, "w");
    await pipe.write("first");
    const sizes = () => readdirSync(folder).map((name) => statSync(join(folder, name)).size);
    await vi.waitFor(() => expect(sizes()).toEqual([5]), { timeout: 30_000 });
    abortion.abort();
    await pipe.write("second");
    await pipe.close();
    expect((await running).error?.message).toBe("The step was ended");
    expect(sizes()).toEqual([]);
  });
});
