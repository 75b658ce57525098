import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import SFTPMove from "../../../../core/steps/ssh/steps/SFTPMove.ts";
import { onServer } from "../../../support/servers/onServer.ts";
import { startSshd } from "../../../support/servers/startSshd.ts";
import { tempFolder } from "../../../support/tempFolder.ts";
import { createRunner } from "../sftpRunner.ts";

onServer("SFTP move", await startSshd(), ({ connection }) => {
  const run = createRunner(SFTPMove, connection);

  it("moves a file to another name or folder, and overwrites only when it may", async () => {
    const folder = tempFolder();
    const from = join(folder, "orders.csv");
    writeFileSync(from, "1");
    expect((await run({ from, to: `${folder}/done/2026/` })).data).toEqual({ path: `${folder}/done/2026/orders.csv` });
    expect(existsSync(from)).toBe(false);
    writeFileSync(from, "2");
    const to = `${folder}/done/2026/orders.csv`;
    expect((await run({ from, to })).error?.message).toBe(
      `${to} exists already; allow overwriting or choose another name`,
    );
    expect((await run({ from, to, overwrite: true })).data).toEqual({ path: to });
    expect([existsSync(from), readFileSync(to, "utf8")]).toEqual([false, "2"]);
    const missing = `${from}: there is no such file or folder`;
    expect((await run({ from, to: `${folder}/x` })).error?.message).toBe(missing);
    expect((await run({ from, to, overwrite: true })).error?.message).toBe(missing);
    expect((await run({ from: to, to: `${to}/within` })).error?.message).toBe(`${to} is a file, not a folder`);
  });
});
