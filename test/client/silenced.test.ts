import { expect, test } from "vitest";
import { ApiClient } from "../../core/client/ApiClient.ts";
import { readSilenced, setSilenced } from "../../core/client/silenced.ts";
import { openTestApi } from "../api/openTestApi.ts";

test("applications are silenced one by one, and told again", async () => {
  const { api } = await openTestApi();
  const address = await api.listen({ host: "127.0.0.1", port: 0 });
  const client = new ApiClient((path, init) => fetch(`${address}${path}`, init), "administrator");
  expect(await readSilenced(client)).toEqual(new Set());
  await setSilenced(client, { application: "a", isSilenced: true });
  await setSilenced(client, { application: "b", isSilenced: true });
  await setSilenced(client, { application: "b", isSilenced: true });
  expect(await readSilenced(client)).toEqual(new Set(["a", "b"]));
  await setSilenced(client, { application: "a", isSilenced: false });
  expect(await readSilenced(client)).toEqual(new Set(["b"]));
});

test("a setting that somebody else wrote differently silences nothing it does not name", async () => {
  const written = (off: unknown) =>
    ({ call: async (id: string) => (id === "listOwnSettings" ? ["notices"] : { off }) }) as unknown as ApiClient;
  expect(await readSilenced(written(["a", 7, null]))).toEqual(new Set(["a"]));
  expect(await readSilenced(written("a"))).toEqual(new Set());
});

test("a host that cannot be asked is no answer", async () => {
  const client = new ApiClient(() => Promise.reject(new TypeError("fetch failed")));
  await expect(readSilenced(client)).rejects.toMatchObject({ code: "host_unreachable" });
});
