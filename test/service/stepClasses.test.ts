import { describe, expect, it } from "vitest";
import { SluiceError } from "../../core/base/SluiceError.ts";
import { createServices } from "../../core/service/createServices.ts";
import type { ClassSource } from "../../core/service/ports/ClassSources.ts";
import type { StepClassVersion } from "../../core/service/ports/repositories.ts";
import type { ServicePorts } from "../../core/service/ServicePorts.ts";
import { createEngineSettings } from "../../core/service/settings/createEngineSettings.ts";

const classText = "export default class X {}";

/** Services over files that exist only in memory, and a log of the classes that were loaded in a worker. */
function build(files: Record<string, string>, own: StepClassVersion[] = []) {
  const described: string[] = [];
  const known = new Map<string, unknown>();
  const sources = Object.keys(files).map((path): ClassSource => {
    const [folder = "", name = ""] = path.split("/");
    const isPack = folder.startsWith("pack");
    return {
      file: name.replace(".ts", ""),
      path,
      syncpack: isPack ? folder : undefined,
      version: isPack ? "1.0.0" : undefined,
      owner: `the folder ${folder}`,
    };
  });
  const manifest = (hash: string) => ({ hash, file: hash, parameters: [], stepFunctions: [], description: "" });
  const ports = {
    classSources: { list: () => sources, read: async (path: string) => files[path] ?? "" },
    compiler: {
      async compile({ path, syncpack }: { path: string; syncpack: string | undefined }) {
        const source = files[path] ?? "";
        if (source.includes("broken")) throw new SluiceError("compile_failed", `${path}:1:2: broken`);
        const file = path.split("/")[1]?.replace(".ts", "");
        return {
          readTexts: async () => ({ source, compiled: source }),
          reference: { file, syncpack, hash: path, modulePath: path, originFolder: "" },
        };
      },
      restore: async (version: StepClassVersion) => ({ ...version, modulePath: version.hash }),
    },
    manifests: {
      async describe({ hash }: { hash: string }) {
        described.push(hash);
        return manifest(hash);
      },
    },
    manifestCache: {
      find: (hash: string) => known.get(hash),
      save: (found: { hash: string }) => known.set(found.hash, found),
    },
    stepClasses: {
      list: () => own,
      find: (file: string) => own.find((version) => version.file === file),
      findByHash: (hash: string) => own.find((version) => version.hash === hash),
      has: (hash: string) => own.some((version) => version.hash === hash),
      save: async (version: StepClassVersion) => void own.push(version),
    },
    configurations: { find: () => undefined, list: () => [] },
    clock: { now: () => 1 },
  };
  return { ...createServices(ports as unknown as ServicePorts), described, own };
}

const ownClass = (file: string, source: string) => ({ file, source, hash: file, compiled: source }) as StepClassVersion;

describe("StepClassService", () => {
  it("finds a class by its file, and by its pack when two packs hold one of that name", async () => {
    const { stepClasses } = build({ "packA/Mail.ts": classText, "packB/Mail.ts": classText });
    expect((await stepClasses.load("Mail", "packB", { read: true })).reference).toMatchObject({
      syncpack: "packB",
      hash: "packB/Mail.ts",
    });
    expect((await stepClasses.load("Mail", undefined, { read: true })).manifest).toMatchObject({
      file: "Mail",
      syncpack: "packA",
    });
    await expect(stepClasses.load("Mial", undefined, { read: true })).rejects.toThrow(
      'There is no step class "Mial". Did you mean "Mail"?',
    );
  });

  it("describes a class once as long as it does not change", async () => {
    const { stepClasses, described } = build({ "packA/Mail.ts": classText });
    await stepClasses.load("Mail", undefined, { read: true });
    await stepClasses.load("Mail", undefined, { read: true });
    expect(described).toEqual(["packA/Mail.ts"]);
  });

  it("refuses a class of a folder that a pack or the user has already, naming both owners", async () => {
    const twice = build({ "packA/Mail.ts": classText, "mine/Mail.ts": classText });
    await expect(twice.stepClasses.load("Mail", undefined, { read: true })).rejects.toThrow(
      '"Mail" exists twice: in the folder packA and in the folder mine',
    );
    const stored = build({ "mine/Mail.ts": classText }, [ownClass("Mail", "other")]);
    await expect(stored.stepClasses.load("Mail", undefined, { read: true })).rejects.toThrow(
      "in the folder mine and in your own step classes",
    );
    const same = build({ "mine/Mail.ts": classText }, [ownClass("Mail", classText)]);
    expect((await same.stepClasses.load("Mail", undefined, { read: true })).owner).toBe("the folder mine");
  });

  it("lets a helper module have any name, and a broken file matter only when it is used", async () => {
    const { stepClasses } = build({
      "packA/Mail.ts": classText,
      "mine/Mail.ts": "export const x = 1;",
      "mine/Bad.ts": `${classText} broken`,
    });
    expect((await stepClasses.load("Mail", undefined, { read: true })).owner).toBe("the folder packA");
    const list = await stepClasses.list();
    expect(list.map((entry) => [entry.file, "problem" in entry])).toEqual([
      ["Bad", true],
      ["Mail", false],
    ]);
    await expect(stepClasses.load("Bad", undefined, { read: true })).rejects.toMatchObject({ code: "compile_failed" });
  });

  it("keeps the versions a run uses, each once", async () => {
    const { stepClasses, own } = build({ "packA/Mail.ts": classText });
    const loaded = await stepClasses.load("Mail", undefined, { read: true });
    await stepClasses.keep([loaded, loaded]);
    await stepClasses.keep([loaded]);
    expect(own).toMatchObject([{ file: "Mail", hash: "packA/Mail.ts", source: classText, createdAt: 1 }]);
  });

  it("explains in the problems of a document why a class cannot be used", async () => {
    const { checker } = build({ "mine/Bad.ts": `${classText} broken`, "packA/Mail.ts": classText });
    const steps = [
      { name: "a", file: "Bad" },
      { name: "b", file: "Mial" },
      { name: "c", file: "Mail" },
    ];
    const problems = await checker.check({ document: { name: "x", app_variables: [], steps } });
    expect(problems.map(({ code, message }) => [code, message])).toEqual([
      ["broken_step_class", 'The step "a": mine/Bad.ts:1:2: broken'],
      ["unknown_step_class", 'The step "b": There is no step class "Mial". Did you mean "Mail"?'],
    ]);
  });
});

describe("createEngineSettings", () => {
  it("takes what is given, then what is stored, then the defaults", () => {
    const stored: Record<string, never> = {
      queues: { slow: 2, default: 9 } as never,
      limits: { memory_mb: 64 } as never,
    };
    const settings = createEngineSettings({ get: (key) => stored[key], set: async () => {} }, { queues: { given: 3 } });
    expect(["given", "slow", "default", "none"].map((queue) => settings.queueLimit(queue))).toEqual([3, 2, 9, 0]);
    expect([settings.attemptTimeout(), settings.limits().memoryMb]).toEqual([3600, 64]);
    const plain = createEngineSettings({ get: () => undefined, set: async () => {} });
    expect([plain.queueLimit("default"), plain.queueLimit("toString")]).toEqual([5, 0]);
  });
});
