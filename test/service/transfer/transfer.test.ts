import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { strToU8, zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../../core/base/json.ts";
import type { OwnerHost } from "../../../core/host.ts";
import type { Services } from "../../../core/service/createServices.ts";
import { fromBytes } from "../../../core/service/transfer/ArchiveSource.ts";
import type { Bundle } from "../../../core/service/transfer/Bundle.ts";
import type { ImportItem } from "../../../core/service/transfer/ImportItem.ts";
import { readTexts } from "../../../core/service/transfer/readTexts.ts";
import { zipLimits } from "../../../core/service/transfer/writeZip.ts";
import { ZipReader } from "../../../core/service/transfer/ZipReader.ts";
import { collectBytes } from "../../support/collectBytes.ts";
import { addApplication, openTestHost, runToEnd } from "../openTestHost.ts";

const shout = [
  'import { BaseStep } from "sluice";',
  'import { loud } from "./lib/loud.ts";',
  "export default class Shout extends BaseStep {",
  '  constructor() { super(); this.newStepParameter({ name: "text" }); }',
  '  async execute(): Promise<void> { await this.saveDataForNextStep(loud(String(this.getParameter("text")))); }',
  "}",
].join("\n");
const shoutFiles = {
  main: "Shout.ts",
  files: { "Shout.ts": shout, "lib/loud.ts": "export const loud = (text: string) => text.toUpperCase();" },
};
const app = (name: string, more: JsonObject = {}): JsonObject => ({
  name,
  app_variables: [],
  configuration: "prod",
  steps: [{ name: "say", file: "Shout", text: "${config.word} ${config.pw}" }],
  ...more,
});
const bundleOf = (part: Partial<Bundle>): Bundle => ({
  applications: [],
  configurations: [],
  stepClasses: [],
  schedules: [],
  secrets: [],
  ...part,
});
const doc = (document: JsonObject) => ({ fileName: `${document.name}.json`, text: JSON.stringify(document) });
const brief = (items: ImportItem[]) => items.map(({ kind, name, action }) => `${action} ${kind} ${name}`);

const exportAll = async ({ exports }: Services) => collectBytes(await exports.export());

/** A host with one of everything. */
async function openFull(): Promise<OwnerHost> {
  const host = await openTestHost();
  const { stepClasses, configurations, sharedSecrets } = host.services;
  await stepClasses.importFiles(shoutFiles, { overwrite: false });
  await sharedSecrets.set("crm", "s3cret-of-crm");
  await configurations.set("prod", { variable: "word", value: "hi $SECRET(crm)", secret: false });
  await configurations.set("prod", { variable: "pw", value: "very-hidden", secret: true });
  await addApplication(host, app("loud"));
  await addApplication(host, {
    name: "parent",
    app_variables: [],
    steps: [{ name: "go", file: "TriggerApplication", application: "loud", configuration: "prod" }],
  });
  return host;
}

describe("an archive of everything", () => {
  test("holds no plain text of a secret, and is the same each time", async () => {
    const { services } = await openFull();
    const archive = await exportAll(services);
    expect(await exportAll(services)).toEqual(archive);
    const zip = await ZipReader.open(fromBytes(archive), zipLimits);
    const files = await readTexts(zip, { entries: zip.entries });
    expect([...files.keys()].sort()).toEqual([
      "applications/loud.json",
      "applications/parent.json",
      "configurations/prod.json",
      "secrets.json",
      "sluice.json",
      "step_classes/1-Shout/Shout.ts",
      "step_classes/1-Shout/lib/loud.ts",
    ]);
    const text = [...files.values()].join("\n");
    expect(text).not.toMatch(/s3cret-of-crm|very-hidden/);
    expect(text).toMatch(/sluice:v1:/);
  });

  test("comes in where nothing is, all of it usable but the secrets of another key, and unchanged a second time", async () => {
    const source = await openFull();
    const { services, runs } = await openTestHost();
    const { bundle } = await services.imports.read(fromBytes(await exportAll(source.services)));
    const planned = await services.imports.plan(bundle, { overwrite: false });
    expect(brief(planned)).toEqual([
      "create step_class Shout",
      "create configuration prod",
      "create application loud",
      "create application parent",
      "missing secret crm",
    ]);
    expect(planned[1]?.unset).toEqual(["pw"]);
    expect(planned[4]).toMatchObject({ message: expect.stringContaining("another key"), neededBy: ["prod"] });
    expect([services.applications.list(), services.configurations.list(), services.sharedSecrets.list()]).toEqual([
      [],
      [],
      [],
    ]);
    const applied = await services.imports.apply(bundle, { overwrite: false });
    expect(brief(applied)).toEqual(brief(planned));
    const again = await services.imports.plan(bundle, { overwrite: false });
    expect(brief(again).slice(0, 4)).toEqual([
      "unchanged step_class Shout",
      "unchanged configuration prod",
      "unchanged application loud",
      "unchanged application parent",
    ]);
    await services.sharedSecrets.set("crm", "new");
    await services.configurations.set("prod", { variable: "pw", value: "pw", secret: true });
    const { run } = await runs.start({
      name: "loud",
      document: services.applications.get("loud").document,
      parameters: {},
      logLevel: 10,
      triggeredBy: { kind: "USER" },
    });
    await runs.finished(run.id);
    expect(services.queries.get(run.id).state).toBe("SUCCESS");
  });

  test("comes back into its own host with its secrets", async () => {
    const { services } = await openFull();
    const { bundle } = await services.imports.read(fromBytes(await exportAll(services)));
    await services.sharedSecrets.delete("crm");
    await services.configurations.delete("prod");
    expect(brief(await services.imports.apply(bundle, { overwrite: false }))).toEqual([
      "create secret crm",
      "unchanged step_class Shout",
      "create configuration prod",
      "unchanged application loud",
      "unchanged application parent",
    ]);
    expect(services.sharedSecrets.list()).toMatchObject([{ name: "crm", usable: true }]);
    expect(services.configurations.unsetVariables(services.configurations.get("prod"))).toEqual([]);
  });

  test("of one application holds what that needs and no more", async () => {
    const host = await openFull();
    await host.services.configurations.set("other", { variable: "x", value: 1, secret: false });
    await host.services.sharedSecrets.set("unused", "x");
    const { exports, imports } = host.services;
    const one = await collectBytes(await exports.export({ application: "loud" }));
    const { bundle, history } = await imports.read(fromBytes(one));
    const { applications, configurations, stepClasses, secrets } = bundle;
    expect(history).toBeUndefined();
    expect(applications.map(({ fileName }) => fileName)).toEqual(["loud.json"]);
    expect(configurations.map(({ fileName }) => fileName)).toEqual(["prod.json"]);
    expect(stepClasses).toEqual([shoutFiles]);
    expect(secrets.map(({ name }) => name)).toEqual(["crm"]);
    await expect(exports.export({ application: "lod" })).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("what has a name that is taken", () => {
  test("stays out until somebody chooses", async () => {
    const { services } = await openFull();
    const changed = app("loud", { description: "changed" });
    const quiet = { ...shoutFiles, files: { ...shoutFiles.files, "lib/loud.ts": "export const loud = String;" } };
    const other = bundleOf({ applications: [doc(changed)], stepClasses: [quiet] });
    expect(brief(await services.imports.apply(other, { overwrite: false }))).toEqual([
      "conflict step_class Shout",
      "conflict application loud",
    ]);
    expect(services.applications.get("loud").revision).toBe(1);
    const skip = { kind: "step_class", name: "Shout", action: "skip" } as const;
    expect(brief(await services.imports.apply(other, { overwrite: true, choices: [skip] }))).toEqual([
      "skip step_class Shout",
      "overwrite application loud",
    ]);
    expect(services.applications.get("loud").document.description).toBe("changed");
    const overwrite = { kind: "step_class", name: "Shout", action: "overwrite" } as const;
    expect(brief(await services.imports.apply(other, { overwrite: false, choices: [overwrite] }))).toEqual([
      "overwrite step_class Shout",
      "unchanged application loud",
    ]);
  });

  test("comes in under a new name, and the others of its bundle follow", async () => {
    const host = await openFull();
    const { services } = host;
    const { bundle } = await services.imports.read(fromBytes(await exportAll(services)));
    const choices = [
      { kind: "application", name: "loud", action: "rename", newName: "loud2" },
      { kind: "configuration", name: "prod", action: "rename", newName: "prod2" },
      { kind: "application", name: "parent", action: "rename", newName: "parent2" },
    ] as const;
    const items = await services.imports.apply(bundle, { overwrite: false, choices });
    expect(brief(items)).toEqual([
      "unchanged secret crm",
      "unchanged step_class Shout",
      "rename configuration prod2",
      "rename application loud2",
      "rename application parent2",
    ]);
    expect(items[3]?.renamedFrom).toBe("loud");
    expect(services.applications.get("loud2").document.configuration).toBe("prod2");
    expect(services.applications.get("parent2").document.steps).toMatchObject([
      { application: "loud2", configuration: "prod2" },
    ]);
    // Its encrypted value opens under the new name.
    const result = await runToEnd(host, services.applications.get("loud2").document);
    expect(result.state).toBe("SUCCESS");
    // A new name never overwrites.
    expect(
      brief(await services.imports.apply(bundle, { overwrite: true, choices: [{ ...choices[1], newName: "prod" }] })),
    ).toContain("unchanged configuration prod");
    await services.configurations.set("prod2", { variable: "word", value: "other", secret: false });
    expect(brief(await services.imports.plan(bundle, { overwrite: true, choices: [choices[1]] }))).toContain(
      "conflict configuration prod2",
    );
  });

  test("cannot be chosen for twice, nor renamed to anything, nor renamed when documents name it", async () => {
    const { services } = await openTestHost();
    const plan = (choices: object[]) =>
      services.imports.plan(bundleOf({}), { overwrite: false, choices: choices as never });
    const skip = { kind: "application", name: "a", action: "skip" };
    await expect(plan([skip, { ...skip, action: "overwrite" }])).rejects.toMatchObject({ code: "wrong_use" });
    for (const newName of [undefined, "", "a b", "../x"]) {
      await expect(plan([{ ...skip, action: "rename", newName }])).rejects.toMatchObject({ code: "wrong_use" });
    }
    for (const kind of ["step_class", "secret"]) {
      await expect(plan([{ kind, name: "a", action: "rename", newName: "b" }])).rejects.toMatchObject({
        code: "wrong_use",
      });
    }
  });
});

describe("a hostile bundle", () => {
  test("gets what cannot be taken in refused by itself, and the rest comes in", async () => {
    const { services } = await openTestHost();
    const bundle = bundleOf({
      applications: [
        { fileName: "broken.json", text: "{" },
        doc({ name: "same", app_variables: [], steps: [{ name: "a", file: "Log", message: "1" }] }),
        { fileName: "other.json", text: '{"name":"same","app_variables":[],"steps":[]}' },
      ],
      configurations: [doc({ name: "bad name", configuration_data: [] }), doc({ name: "c", configuration_data: [] })],
      stepClasses: [
        { main: "../Evil.ts", files: { "../Evil.ts": shout } },
        { main: "Ok.ts", files: { "Ok.ts": shout, "../../x.ts": "" } },
        { main: "Gone.ts", files: {} },
        { main: "Log.ts", files: { "Log.ts": shout } },
        { main: "None.ts", files: { "None.ts": "export const a = 1;" } },
        {
          main: "Twice.ts",
          files: { "Twice.ts": `${shout.replace("./lib/loud.ts", "./a.ts")}`, "a.ts": "", "A.ts": "" },
        },
        { main: "Broken.ts", files: { "Broken.ts": "export default class {\n  ) }" } },
      ],
      secrets: [{ name: "no name", cipher: "x" }],
    });
    const items = await services.imports.apply(bundle, { overwrite: true });
    const refused = Object.fromEntries(items.map(({ name, action, message }) => [name, [action, message]]));
    expect(refused).toMatchObject({
      Evil: ["refused", expect.stringContaining("outside its folder")],
      Ok: ["refused", expect.stringContaining("../../x.ts")],
      Gone: ["refused", expect.stringContaining("missing")],
      Log: ["refused", expect.stringContaining("SyncPack")],
      None: ["refused", expect.stringContaining("no default export")],
      Twice: ["refused", expect.stringContaining("there twice")],
      Broken: ["refused", expect.stringMatching(/^Broken\.ts:2:3: /)],
      "broken.json": ["refused", expect.any(String)],
      "no name": ["refused", expect.any(String)],
      c: ["create", undefined],
    });
    expect(brief(items).filter((line) => line.endsWith(" same"))).toEqual([
      "create application same",
      "refused application same",
    ]);
    expect(services.stepClasses.listNames()).not.toContain("Evil");
    expect(await services.imports.plan(bundle, { overwrite: true })).toHaveLength(items.length);
  });

  test("cannot read files of the machine into a step class", async () => {
    const { services, dataFolder } = await openTestHost();
    const withoutLib = (line: string) => shout.replace(/^.*loud\.ts.*$/m, line);
    const steal = (path: string) =>
      `import text from ${JSON.stringify(path)} with { type: "json" };\n${withoutLib("const loud = () => JSON.stringify(text);")}`;
    for (const path of ["../../../../package.json", `${process.cwd()}/package.json`, ".."]) {
      const bundle = bundleOf({ stepClasses: [{ main: "Thief.ts", files: { "Thief.ts": steal(path) } }] });
      const [item] = await services.imports.apply(bundle, { overwrite: true });
      expect(item).toMatchObject({ action: "refused", message: expect.stringMatching(/^Thief\.ts:1:\d+: .*outside/) });
    }
    // One import that names many files is not resolved one by one.
    writeFileSync(join(dataFolder, "classes", "a-secret.json"), '{"secret": 1}');
    const many = withoutLib("const loud = (name: string) => import(`../../${name}.json`);");
    const bundle = bundleOf({ stepClasses: [{ main: "Thief.ts", files: { "Thief.ts": many } }] });
    const [item] = await services.imports.apply(bundle, { overwrite: true });
    expect(item).toMatchObject({ action: "refused", message: expect.stringContaining("outside") });
    expect(services.stepClasses.listNames()).not.toContain("Thief");
  });

  test("runs nothing when it is read, planned or taken in", async () => {
    const { services, dataFolder } = await openTestHost();
    const trail = join(dataFolder, "ran.txt");
    const loud = `import { writeFileSync } from "node:fs";\nwriteFileSync(${JSON.stringify(trail)}, "x");\nexport const loud = String;`;
    const stepClass = { ...shoutFiles, files: { ...shoutFiles.files, "lib/loud.ts": loud } };
    const bundle = bundleOf({ stepClasses: [stepClass], applications: [doc(app("loud"))] });
    await services.imports.plan(bundle, { overwrite: false });
    await services.imports.apply(bundle, { overwrite: false });
    expect((await services.stepClasses.load("Shout", undefined, { read: false })).manifest.unread).toBe(true);
    await exportAll(services);
    expect(existsSync(trail)).toBe(false);
    // The class is one that leaves its trail once it runs.
    await services.stepClasses.load("Shout", undefined, { read: true });
    expect(existsSync(trail)).toBe(true);
  });

  test("that is no archive of ours is refused", async () => {
    const { services } = await openTestHost();
    const foreign = fromBytes(zipSync({ "x.txt": strToU8("x") }));
    await expect(services.imports.read(foreign)).rejects.toMatchObject({ code: "invalid_document" });
  });
});
