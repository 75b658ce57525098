import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openSocket } from "../../core/api/openSocket.ts";
import { tempFolder } from "../support/tempFolder.ts";
import { openTestApi } from "./openTestApi.ts";

test("a socket that a killed process left behind is taken over, and is gone when it closes", async () => {
  const { api } = await openTestApi();
  const path = join(tempFolder(), "s.sock");
  writeFileSync(path, "");
  const socket = await openSocket(api, path);
  expect(existsSync(path)).toBe(true);
  await socket.close();
  expect(existsSync(path)).toBe(false);
});
