import { expect, test } from "vitest";
import type { Bundle } from "../../../core/service/transfer/Bundle.ts";
import { fromBundleFiles, toBundleFiles } from "../../../core/service/transfer/bundleFiles.ts";

const refusal = (text: string) =>
  expect.objectContaining({ code: "invalid_document", message: expect.stringContaining(text) });
const head = (more = {}) => JSON.stringify({ format: "sluice-archive", version: 1, ...more });
const read = (files: Record<string, string>) => fromBundleFiles(new Map(Object.entries(files)));

test("a bundle comes back from its files as it was", () => {
  const bundle: Bundle = {
    applications: [{ fileName: "a.json", text: '{"steps":[]}' }],
    configurations: [{ fileName: "c.json", text: "{}" }],
    stepClasses: [
      { main: "src/Mine.ts", files: { "src/Mine.ts": "main", "lib/x.ts": "helper" } },
      { main: "mine.ts", files: { "mine.ts": "differs in case alone" } },
    ],
    schedules: [{ fileName: "1.json", text: "{}" }],
    secrets: [{ name: "s", cipher: "sluice:v1:k:x" }],
  };
  expect(fromBundleFiles(toBundleFiles(bundle, { withRuns: false }))).toEqual(bundle);
});

test.each<[string, Record<string, string>, string]>([
  ["without a head", { "applications/a.json": "{}" }, "no sluice.json"],
  ["of another format", { "sluice.json": '{"format":"other"}' }, "no sluice.json"],
  ["of a newer version", { "sluice.json": head({ version: 3 }) }, "newer version"],
  ["with a broken head", { "sluice.json": "{" }, "no JSON object"],
  ["with a file of nobody", { "sluice.json": head(), "applications/a.exe": "" }, '"applications/a.exe"'],
  ["with a way up", { "sluice.json": head(), "../../evil.json": "{}" }, '"../../evil.json"'],
  ["with a hidden way up", { "sluice.json": head(), "applications/../x.json": "{}" }, "no part of an export"],
  ["with a class it does not announce", { "sluice.json": head(), "step_classes/1-A/A.ts": "" }, "no part of an export"],
  [
    "with a secret without a value",
    { "sluice.json": head(), "secrets.json": '{"secrets":[{"name":"s"}]}' },
    "secret without",
  ],
  ["with a class without a file", { "sluice.json": head({ step_classes: [{ folder: "x" }] }) }, "step class without"],
])("an archive %s is refused", (_, files, message) => {
  expect(() => read(files)).toThrow(refusal(message));
});
