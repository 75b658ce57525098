import { expect, test } from "vitest";
import { ApiClient } from "../../../core/client/ApiClient.ts";
import type { Role } from "../../../core/model/roles.ts";
import { createSyncPackPort } from "../../../renderer/api/createSyncPackPort.ts";
import type { PackWork } from "../../../renderer/state/ports/SyncPackPort.ts";
import { openTestApi } from "../../api/openTestApi.ts";
import { buildTestArchive } from "../../packs/buildTestArchive.ts";
import { createTestSigner } from "../../packs/signatures/createTestSigner.ts";

const meta = { name: "greet_pack", friendly_name: "Greetings", permissions: { net: ["a.example"] } };
const application = (name: string) => JSON.stringify({ name, app_variables: [], steps: [] });

async function buildBlob(version: string, files: Record<string, string>): Promise<Blob> {
  return new Blob([Buffer.from(await buildTestArchive({ meta: { ...meta, version }, files }))]);
}

async function openPorts() {
  const { api, ask, host } = await openTestApi();
  const address = await api.listen({ host: "127.0.0.1", port: 0 });
  const open = (role: Role) =>
    createSyncPackPort(new ApiClient((path, init) => fetch(`${address}${path}`, init), role));
  const port = open("administrator");
  /** Resolves with the state of the run that did it. */
  const bringIn = async (...works: PackWork[]) => {
    const run = await port.bringIn("greet_pack", { version: "1.0.0", works, tarballs: undefined, allowScripts: [] });
    return run && (await host.runs.finished(run)).state;
  };
  return { port, viewer: open("viewer"), ask, bringIn };
}

test("a pack is imported, read before it runs, brought in, and removed unless something uses it", async () => {
  const { port, viewer, bringIn } = await openPorts();
  const archive = await buildBlob("1.0.0", { "apps/greet_app.json": application("greet_app") });
  await expect(viewer.upload(archive, { replace: false, signature: undefined })).rejects.toThrow(/administrator/i);
  expect(await port.upload(archive, { replace: false, signature: undefined })).toMatchObject({
    stage: "uploaded",
    friendlyName: "Greetings",
  });
  expect((await viewer.list()).map(({ name, stage }) => [name, stage])).toContainEqual(["greet_pack", "uploaded"]);
  const { trust, usedBy } = (await viewer.read("greet_pack", "1.0.0")) ?? {};
  expect([trust?.rights.net, trust?.rights.childProcesses, [...(trust?.enforced ?? [])]]).toEqual([
    ["a.example"],
    false,
    ["read", "write", "env", "childProcesses", "nativeCode"],
  ]);
  expect(usedBy).toEqual([]);
  const path = "apps/greet_app.json";
  const file = await viewer.readFile("greet_pack", { version: "1.0.0", path });
  expect(file).toEqual({ bytes: application("greet_app").length, text: application("greet_app") });
  expect(await viewer.readFile("greet_pack", { version: "1.0.0", path: "../key" })).toBeUndefined();

  expect(await bringIn("activate")).toBe("SUCCESS");
  expect(await port.read("greet_pack", undefined)).toMatchObject({ stage: "active", isInstalled: false });
  expect(await bringIn("install")).toBe("SUCCESS");
  expect(await bringIn("activate", "install")).toBeUndefined();
  expect(await port.read("greet_pack", undefined)).toMatchObject({ stage: "installed", applications: ["greet_app"] });
  await port.remove("greet_pack", { version: "1.0.0", force: false });
  expect(await port.read("greet_pack", undefined)).toBeUndefined();
  expect(await port.read("base_steps_syncpack", undefined)).toMatchObject({ stage: "shipped", trust: undefined });
});

test("a failure is kept with the pack until it is mended, and a refusal says what to do", async () => {
  const { port, ask, bringIn } = await openPorts();
  await ask("POST", "/applications", { body: JSON.parse(application("taken")) });
  await port.upload(await buildBlob("1.0.0", { "apps/taken.json": application("taken") }), {
    replace: false,
    signature: undefined,
  });
  expect(await bringIn("activate", "install")).toBe("FAILURE");
  expect(await port.read("greet_pack", "1.0.0")).toMatchObject({
    stage: "failed",
    isActivated: true,
    problem: expect.stringContaining('the application "taken"'),
  });
  const other = await buildBlob("1.0.0", { "apps/free.json": application("free") });
  const refused = port.upload(other, { replace: false, signature: undefined });
  await expect(refused).rejects.toMatchObject({ code: "already_exists", details: { isReplaceable: true } });
  await port.upload(other, { replace: true, signature: undefined });
  expect(await bringIn("activate", "install")).toBe("SUCCESS");
  expect(await port.read("greet_pack", "1.0.0")).toMatchObject({ stage: "installed", problem: undefined });
  const again = port.upload(await buildBlob("1.0.0", {}), { replace: true, signature: undefined });
  await expect(again).rejects.toMatchObject({ details: { isReplaceable: false } });
});

test("who signed a pack is told by the keys that are known", async () => {
  const { port, viewer } = await openPorts();
  const [signer, forger] = [createTestSigner(), createTestSigner()];
  const archive = await buildBlob("1.0.0", {});
  const bytes = new Uint8Array(await archive.arrayBuffer());
  await port.upload(archive, { replace: false, signature: signer.sign(bytes, "the first") });
  const signature = async () => (await viewer.read("greet_pack", "1.0.0"))?.trust?.signature;
  const keyId = expect.stringMatching(/^[0-9A-F]{16}$/);
  expect(await signature()).toEqual({ state: "unknown", keyId });
  await port.setKnownKeys([{ name: "Ada", key: signer.publicKey }]);
  expect(await viewer.knownKeys()).toEqual([{ name: "Ada", key: signer.publicKey }]);
  expect(await signature()).toEqual({ state: "known", keyId, name: "Ada", comment: "the first" });
  await port.setKnownKeys([{ name: "Eve", key: forger.publicKey }]);
  expect(await signature()).toMatchObject({ state: "bad", name: "Eve" });
  await expect(viewer.setKnownKeys([])).rejects.toThrow(/administrator/i);
});

test("what uses a pack is named with what it is", async () => {
  const { port, ask, bringIn } = await openPorts();
  await port.upload(await buildBlob("1.0.0", { "apps/greet_app.json": application("greet_app") }), {
    replace: false,
    signature: undefined,
  });
  expect(await bringIn("activate", "install")).toBe("SUCCESS");
  const schedule = { schedule_type: "frequency", schedule_info: { run_every: 3600 } };
  const body = { entry_id: "night", application_id: "greet_app", schedule };
  expect((await ask("POST", "/schedule", { body })).statusCode).toBeLessThan(300);
  expect((await port.read("greet_pack", "1.0.0"))?.usedBy).toEqual([{ by: "schedule", name: "night" }]);
  await expect(port.remove("greet_pack", { version: "1.0.0", force: false })).rejects.toMatchObject({
    code: "pack_in_use",
  });
  await port.remove("greet_pack", { version: "1.0.0", force: true });
  expect((await port.list()).some(({ name }) => name === "greet_pack")).toBe(false);
});
