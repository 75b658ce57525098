import { mkdirSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import SFTPList from "../../../../core/steps/ssh/steps/SFTPList.ts";
import { onServer } from "../../../support/servers/onServer.ts";
import { startSshd } from "../../../support/servers/startSshd.ts";
import { tempFolder } from "../../../support/tempFolder.ts";
import { createRunner } from "../sftpRunner.ts";

onServer("SFTP list", await startSshd(), ({ connection }) => {
  const run = createRunner(SFTPList, connection);
  const namesOf = (data: unknown) => (data as { name: string }[]).map(({ name }) => name);
  const write = (path: string, seconds: number, text = "x") => {
    writeFileSync(path, text);
    utimesSync(path, seconds, seconds);
  };

  it("lists what fits a pattern, and looks into folders when it says so", async () => {
    const folder = tempFolder();
    for (const name of ["2026", "2026/deep"]) mkdirSync(join(folder, name));
    write(join(folder, "b.csv"), 1_000, "four");
    write(join(folder, "a.txt"), 3_000);
    write(join(folder, ".b.csv.part"), 2_000);
    write(join(folder, "2026/c.csv"), 2_000);
    write(join(folder, "2026/deep/ä.csv"), 500);
    symlinkSync(join(folder, "b.csv"), join(folder, "link.csv"));
    symlinkSync(folder, join(folder, "2026/deep/up"));
    symlinkSync(join(folder, "gone"), join(folder, "broken.csv"));
    const { data } = await run({ folder, pattern: "b*" });
    expect(data).toEqual([{ path: `${folder}/b.csv`, name: "b.csv", bytes: 4, modified: new Date(1_000_000) }]);
    const names = async (params: object) => namesOf((await run({ folder, ...params })).data);
    expect(await names({})).toEqual(["a.txt", "b.csv", "link.csv"]);
    expect(await names({ pattern: "*/*.csv" })).toEqual(["c.csv"]);
    expect(await names({ pattern: "**/*.csv", sort: "oldest", limit: 2 })).toEqual(["ä.csv", "b.csv"]);
    expect(await names({ pattern: "**", kind: "folder" })).toEqual(["2026", "deep"]);
  });

  it("lists with a marker only what is new or changed since", async () => {
    const folder = tempFolder();
    const cache = new Map();
    const listed = async (params: object = {}) =>
      namesOf((await run({ folder, marker: "in", sort: "oldest", ...params }, { cache })).data);
    write(join(folder, "a"), 1_000);
    write(join(folder, "b"), 2_000);
    write(join(folder, "c"), 3_000);
    expect(await listed({ limit: 2 })).toEqual(["a", "b"]);
    write(join(folder, "a"), 4_000);
    rmSync(join(folder, "b"));
    expect(await listed()).toEqual(["c", "a"]);
    expect(await listed()).toEqual([]);
    expect(await listed({ marker: "other" })).toEqual(["c", "a"]);
    expect(Object.keys(cache.get("sftp_in").value)).toEqual([`${folder}/a`, `${folder}/c`]);
  });

  it("says which folder is not there", async () => {
    const folder = join(tempFolder(), "none");
    expect((await run({ folder })).error).toMatchObject({
      name: "SftpException",
      message: `${folder}: there is no such file or folder`,
    });
  });
});
