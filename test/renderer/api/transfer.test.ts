import { expect, onTestFinished, test } from "vitest";
import { Emitter } from "../../../core/base/Emitter.ts";
import { ApiClient } from "../../../core/client/ApiClient.ts";
import type { HostEvent } from "../../../renderer/api/createHostFeed.ts";
import { createTransferPort } from "../../../renderer/api/createTransferPort.ts";
import type { Count } from "../../../renderer/state/ports/WorkPort.ts";
import { openTestApi } from "../../api/openTestApi.ts";

const quiet = { subscribe: () => () => undefined };

test("documents come in after a dry run and a choice, and an exported archive is the same again", async () => {
  const { api, ask } = await openTestApi();
  onTestFinished(() => api.close());
  const address = await api.listen({ host: "127.0.0.1", port: 0 });
  const client = new ApiClient((path, init) => fetch(`${address}${path}`, init), "administrator");
  const port = createTransferPort(client, { window: "window", feed: quiet });
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
    { name: "flow-2", original: "flow", action: "rename", errors: 0 },
    { kind: "queue", name: "slow", action: "missing", neededBy: ["flow-2"] },
  ]);
  expect((await ask("GET", "/applications/flow-2/draft")).json()).toMatchObject({
    published_revision: 0,
    document: { queue: "slow" },
  });
  const broken = {
    applications: [{ name: "broken", app_variables: [], steps: [] }],
    configurations: [],
    stepClasses: [],
  };
  expect(await port.import(broken, { choices: [], dryRun: false })).toMatchObject([{ name: "broken", errors: 1 }]);
  const archive = await port.exportArchive("flow");
  const empty = { archive, applications: [], configurations: [], stepClasses: [] };
  expect(await port.import(empty, open)).toMatchObject([{ kind: "application", name: "flow", action: "unchanged" }]);
});

test("what an import left open is filled in: a secret, an encrypted variable, a queue", async () => {
  const { api, ask } = await openTestApi();
  onTestFinished(() => api.close());
  const address = await api.listen({ host: "127.0.0.1", port: 0 });
  const port = createTransferPort(new ApiClient((path, init) => fetch(`${address}${path}`, init), "administrator"), {
    window: "window",
    feed: quiet,
  });
  const data = [{ name: "pw", value: "", encrypted: true }];
  await ask("POST", "/configurations", { body: { name: "prod", configuration_data: data } });
  await port.fill({ kind: "secret", name: "crm", value: "hidden" });
  await port.fill({ kind: "variable", configuration: "prod", name: "pw", value: "hidden too" });
  await port.fill({ kind: "queue", name: "slow", capacity: 3 });
  expect((await ask("GET", "/secrets")).json()).toMatchObject([{ name: "crm" }]);
  const { configuration_data } = (await ask("GET", "/configurations/prod")).json();
  expect(configuration_data).toMatchObject([{ name: "pw", encrypted: true }]);
  expect(JSON.stringify(configuration_data)).not.toContain("hidden too");
  expect((await ask("GET", "/queues")).json()).toContainEqual(expect.objectContaining({ name: "slow", capacity: 3 }));
  await expect(port.fill({ kind: "variable", configuration: "prdo", name: "pw", value: "x" })).rejects.toThrow(/prod/);
});

test("an application is added once, and read again", async () => {
  const { api } = await openTestApi();
  onTestFinished(() => api.close());
  const address = await api.listen({ host: "127.0.0.1", port: 0 });
  const client = new ApiClient((path, init) => fetch(`${address}${path}`, init), "administrator");
  const port = createTransferPort(client, { window: "window", feed: quiet });
  const document = { name: "child", app_variables: [], steps: [{ name: "a", file: "Script", code: "return 1;" }] };
  expect(await port.addApplication(document)).toBe("published");
  expect(await port.readApplication("child")).toMatchObject(document);
  expect(await port.addApplication({ ...document, queue: "q" })).toBe("taken");
  const broken = { name: "broken", app_variables: [], steps: [{ name: "a", file: "Nowhere" }] };
  expect(await port.addApplication(broken)).toBe("draft");
});

test("an import tells how far it is, and an aborted one asks no longer", async () => {
  const events = new Emitter<HostEvent>(() => undefined);
  const asked: string[] = [];
  let answer = (): void => undefined;
  const client = new ApiClient(async (path, { signal }) => {
    asked.push(path);
    await new Promise<void>((resolve, reject) => {
      answer = resolve;
      signal?.addEventListener("abort", () => reject(signal.reason));
    });
    return new Response(JSON.stringify({ dry_run: false, items: [] }));
  });
  const port = createTransferPort(client, {
    window: "w",
    feed: { subscribe: (listener) => events.subscribe(listener) },
  });
  const bundle = { applications: [], configurations: [], stepClasses: [] };
  const told: Count[] = [];
  const onProgress = ({ done, total }: Count) => void told.push({ done, total });
  const first = port.import(bundle, { choices: [], dryRun: false, onProgress });
  const work = new URL(asked[0] ?? "", "http://host").searchParams.get("work") ?? "";
  const tell = (name: string, done: number) =>
    events.emit({ type: "import.progress", work: name, phase: "taking", done, total: 9 });
  tell(work, 3);
  tell("another window's", 4);
  answer();
  expect(await first).toEqual([]);
  tell(work, 5);
  expect(told).toEqual([{ done: 3, total: 9 }]);

  const stopping = new AbortController();
  const second = port.import(bundle, { choices: [], dryRun: false, signal: stopping.signal });
  expect(new URL(asked[1] ?? "", "http://host").searchParams.get("work")).not.toBe(work);
  stopping.abort();
  await expect(second).rejects.toThrow("aborted");
});
