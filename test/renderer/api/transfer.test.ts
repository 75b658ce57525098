import { expect, onTestFinished, test } from "vitest";
import { ApiClient } from "../../../core/client/ApiClient.ts";
import { createTransferPort } from "../../../renderer/api/createTransferPort.ts";
import { openTestApi } from "../../api/openTestApi.ts";

test("documents come in after a dry run and a choice, and an exported archive is the same again", async () => {
  const { api, ask } = await openTestApi();
  onTestFinished(() => api.close());
  const address = await api.listen({ host: "127.0.0.1", port: 0 });
  const client = new ApiClient((path, init) => fetch(`${address}${path}`, init), "administrator");
  const port = createTransferPort(client);
  const document = { name: "flow", app_variables: [], steps: [{ name: "a", file: "Script", code: "return 1;" }] };
  await ask("POST", "/applications", { body: document });
  const changed = { ...document, queue: "slow" };
  const bundle = { applications: [changed], configurations: [], stepClasses: [] };
  const open = { choices: [], dryRun: true };
  expect(await port.import(bundle, open)).toMatchObject([
    { kind: "application", name: "flow", original: "flow", action: "conflict", message: expect.any(String) },
  ]);
  const choices = [{ kind: "application" as const, name: "flow", action: "rename" as const, newName: "flow-2" }];
  expect(await port.import(bundle, { choices, dryRun: false })).toMatchObject([
    { name: "flow-2", original: "flow", action: "rename", isDraft: false },
    { kind: "queue", name: "slow", action: "missing", neededBy: ["flow-2"] },
  ]);
  const archive = await port.exportArchive("flow");
  const empty = { archive, applications: [], configurations: [], stepClasses: [] };
  expect(await port.import(empty, open)).toMatchObject([{ kind: "application", name: "flow", action: "unchanged" }]);
});
