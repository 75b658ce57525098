import { expect, test } from "vitest";
import { ApiClient } from "../../../core/client/ApiClient.ts";
import { createKeyPort } from "../../../renderer/api/createKeyPort.ts";
import { openTestApi } from "../../api/openTestApi.ts";

test("keys are kept on the host, for each user", async () => {
  const { api } = await openTestApi();
  const address = await api.listen({ host: "127.0.0.1", port: 0 });
  const open = (role: string) => createKeyPort(new ApiClient((path, init) => fetch(`${address}${path}`, init), role));
  expect(await open("developer").read()).toBeUndefined();
  await open("developer").save({ "run.start": ["F9"], "edit.duplicate": [] });
  expect(await open("developer").read()).toEqual({ "run.start": ["F9"], "edit.duplicate": [] });
  expect(await open("viewer").read()).toBeUndefined();
});
