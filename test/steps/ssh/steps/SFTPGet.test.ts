import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import SFTPGet from "../../../../core/steps/ssh/steps/SFTPGet.ts";
import { seededRandom } from "../../../support/seededRandom.ts";
import { onServer } from "../../../support/servers/onServer.ts";
import { startSshd } from "../../../support/servers/startSshd.ts";
import { tempFolder } from "../../../support/tempFolder.ts";
import { createRunner } from "../sftpRunner.ts";

onServer("SFTP get", await startSshd(), ({ connection }) => {
  const run = createRunner(SFTPGet, connection);
  const file = (content: string | Uint8Array): string => {
    const path = join(tempFolder(), "orders.csv");
    writeFileSync(path, content);
    return path;
  };

  it("gives the content as text, JSON, lines or bytes", async () => {
    const path = file('{"ö": [1]}\n');
    expect((await run({ path })).data).toBe('{"ö": [1]}\n');
    expect((await run({ path, as: "json" })).data).toEqual({ ö: [1] });
    expect((await run({ path: file("1\r\n2\n"), as: "lines" })).data).toEqual(["1", "2"]);
    expect((await run({ path: file(new Uint8Array([255, 0])), as: "bytes" })).data).toEqual(new Uint8Array([255, 0]));
    expect((await run({ path: file(new Uint8Array([255])) })).error?.message).toMatch(/: the bytes are no UTF-8; get/);
  });

  it("writes a large file of bytes to this computer, whole", async () => {
    const bytes = seededRandom(7).bytes(1_000_001);
    const folder = join(tempFolder(), "new");
    const { data } = await run({ path: file(bytes), as: "file", to: `${folder}/` });
    expect(data).toEqual({ path: join(folder, "orders.csv"), bytes: bytes.length });
    expect(readFileSync(join(folder, "orders.csv")).equals(bytes)).toBe(true);
    const none = await run({ path: join(folder, "none"), as: "file", to: join(folder, "kept") });
    expect(none.error?.message).toBe(`${join(folder, "none")}: there is no such file or folder`);
    expect(readdirSync(folder)).toEqual(["orders.csv"]);
  });

  it("fails for a file that is not there, unless it may be missing", async () => {
    const path = join(tempFolder(), "none");
    const { data, error } = await run({ path, optional: true });
    expect([data, error]).toEqual([undefined, undefined]);
    expect((await run({ path, as: "bytes" })).error?.message).toBe(`${path}: there is no such file or folder`);
  });

  it("ends with its step", async () => {
    const { error } = await run({ path: file("x") }, { signal: AbortSignal.abort() });
    expect(error?.message).toBe('The connection "web" cannot be made: the step was ended');
  });
});
