import { writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { openDoors } from "../../core/api/openDoors.ts";
import { tempFolder } from "../support/tempFolder.ts";
import { openTestApi } from "./openTestApi.ts";

test("a socket that a killed process left behind is taken over", async () => {
  const { api } = await openTestApi();
  const socket = join(tempFolder(), "s.sock");
  writeFileSync(socket, "");
  const doors = await openDoors(api, { socket });
  expect(doors).toMatchObject({ socket, url: undefined });
  await doors.close();
});

test("a port that is taken is named, with what to do", async () => {
  const { api } = await openTestApi();
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void other.close());
  const { port } = other.address() as { port: number };
  await expect(openDoors(api, { tcp: { host: "127.0.0.1", port } })).rejects.toMatchObject({
    code: "address_in_use",
    message: expect.stringContaining(`127.0.0.1:${port}`),
  });
});
