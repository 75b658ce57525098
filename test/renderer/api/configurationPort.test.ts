import { expect, test } from "vitest";
import { ApiClient } from "../../../core/client/ApiClient.ts";
import { createConfigurationPort } from "../../../renderer/api/createConfigurationPort.ts";
import { openTestApi } from "../../api/openTestApi.ts";

test("a variable gets another name, its secret with it, unless somebody was faster or the name is taken", async () => {
  const { api, host } = await openTestApi();
  const address = await api.listen({ host: "127.0.0.1", port: 0 });
  const port = createConfigurationPort(new ApiClient((path, init) => fetch(`${address}${path}`, init), "developer"));
  const data = [
    { name: "url", value: "http://x" },
    { name: "key", value: "hush-hush-hush", encrypted: true },
  ];
  const lab = JSON.stringify({ name: "lab", configuration_data: data });
  await host.services.configurations.import(lab, { fileName: "lab.json", overwrite: true });
  const read = await port.read("lab");
  if (read === undefined) throw new Error("no configuration");
  const renamed = await port.rename(read, { from: "key", to: "token" });
  expect(renamed.variables).toEqual([
    { name: "url", value: "http://x", encrypted: false, isSet: true },
    { name: "token", value: undefined, encrypted: true, isSet: true },
  ]);
  await expect(port.rename(read, { from: "url", to: "address" })).rejects.toMatchObject({ code: "changed_meanwhile" });
  await expect(port.rename(renamed, { from: "url", to: "token" })).rejects.toMatchObject({ code: "already_exists" });
});
