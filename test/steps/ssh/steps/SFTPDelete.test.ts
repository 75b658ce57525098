import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import SFTPDelete from "../../../../core/steps/ssh/steps/SFTPDelete.ts";
import { onServer } from "../../../support/servers/onServer.ts";
import { startSshd } from "../../../support/servers/startSshd.ts";
import { tempFolder } from "../../../support/tempFolder.ts";
import { createRunner } from "../sftpRunner.ts";

onServer("SFTP delete", await startSshd(), ({ connection }) => {
  const run = createRunner(SFTPDelete, connection);

  it("deletes files, says which were not there, and refuses folders", async () => {
    const folder = tempFolder();
    const [there, gone, tree] = ["there", "gone", "tree"].map((name) => join(folder, name)) as [string, string, string];
    writeFileSync(there, "1");
    mkdirSync(tree);
    expect((await run({ paths: [there, gone] })).data).toEqual({ deleted: [there], missing: [gone] });
    expect(existsSync(there)).toBe(false);
    const wanted = await run({ paths: [gone], must_exist: true });
    expect(wanted.error?.message).toBe(`${gone}: there is no such file or folder`);
    const { error } = await run({ paths: [tree] });
    expect(error).toMatchObject({ name: "SftpException", message: expect.stringContaining(tree) });
    expect(existsSync(tree)).toBe(true);
  });
});
