import { expect, test } from "vitest";
import { readPackVersions } from "../../../core/model/readPackVersions.ts";
import type { ClassSource } from "../../../core/service/ports/ClassSources.ts";
import { findSource } from "../../../core/service/stepClasses/findSource.ts";
import { pinPacks } from "../../../core/service/stepClasses/pinPacks.ts";

function source(file: string, syncpack?: string, version?: string): ClassSource {
  return { file, syncpack, version, path: `/${syncpack}/${version}/${file}.ts`, owner: "" };
}

function installed(file: string, syncpack: string, version: string): ClassSource {
  const shipped = source(file, syncpack, version);
  const { path } = shipped;
  return {
    ...shipped,
    installed: { hash: "", manifest: undefined as never, modulePath: path, folder: "/", environment: "" },
  };
}

/** Of each pack the newest version comes first, as `ClassSources` says. */
const sources = [
  source("Log", "base", "1.0.0"),
  source("Mine"),
  installed("Greet", "greet", "2.0.0"),
  installed("New", "greet", "2.0.0"),
  installed("Greet", "greet", "1.0.0"),
  installed("Other", "other", "0.1.0"),
];
const using = (files: string[], versions?: Record<string, string>) => ({
  steps: files.map((file) => ({ name: file, file })),
  ...(versions === undefined ? {} : { syncpack_versions: versions }),
});

test("the versions of the installed packs that steps come from are added, and nothing else is", () => {
  const all = using(["Log", "Mine", "Greet", "Other", "Nothing"]);
  const pinned = pinPacks(all, { sources });
  expect(pinned).toEqual({ ...all, syncpack_versions: { greet: "2.0.0", other: "0.1.0" } });
  expect(pinPacks(pinned, { sources })).toBe(pinned);
  const own = using(["Log", "Mine"]);
  expect(pinPacks(own, { sources })).toBe(own);
  const broken = { steps: [], syncpack_versions: "none" };
  expect([pinPacks(broken, { sources }), readPackVersions(broken)]).toEqual([broken, undefined]);
});

test("a class that a step runs itself counts, whatever its pack is beside that of the step", () => {
  const each = (more: object) => ({ steps: [{ name: "Each", file: "Log", ...more }] });
  const pinned = (more: object) => pinPacks(each(more) as never, { sources }).syncpack_versions;
  expect(pinned({ run: "step", step_class: "Greet" })).toEqual({ greet: "2.0.0" });
  expect(pinned({ run: "step", step_class: "Other", step_syncpack: "other" })).toEqual({ other: "0.1.0" });
  expect(pinned({ run: "step", step_class: "Other", step_syncpack: "greet" })).toBeUndefined();
  expect(pinned({ run: "step", step_class: "${appvar.Greet}" })).toBeUndefined();
  // Left over from before: it runs an application now.
  expect(pinned({ run: "application", step_class: "Greet" })).toBeUndefined();
});

test("what a document names stays, else what was published last while it is installed and has the class", () => {
  const named = using(["Greet"], { greet: "1.0.0" });
  expect(pinPacks(named, { sources, before: using([], { greet: "2.0.0" }) })).toBe(named);
  const pins = (files: string[], before: Record<string, string>) =>
    pinPacks(using(files), { sources, before: using([], before) }).syncpack_versions;
  expect(pins(["Greet"], { greet: "1.0.0" })).toEqual({ greet: "1.0.0" });
  expect(pins(["Greet"], { greet: "0.1.0" })).toEqual({ greet: "2.0.0" });
  expect(pins(["New"], { greet: "1.0.0" })).toEqual({ greet: "2.0.0" });
  for (const files of [
    ["New", "Greet"],
    ["Greet", "New"],
  ]) {
    expect(pins(files, { greet: "1.0.0" })).toEqual({ greet: "1.0.0" });
  }
});

test("beside an installed version of its name what ships with the program is a version too", () => {
  const both = [installed("Log", "base", "1.1.0"), ...sources];
  const pins = (versions?: Record<string, string>) =>
    pinPacks(using(["Log"]), { sources: both, before: using([], versions) }).syncpack_versions;
  expect([pins(), pins({ base: "1.0.0" })]).toEqual([{ base: "1.1.0" }, { base: "1.0.0" }]);
  const find = (versions?: Record<string, string>) =>
    findSource(both, { file: "Log", syncpack: "base", versions })?.version;
  expect([find(), find({ base: "1.1.0" }), find({ base: "1.0.0" })]).toEqual(["1.1.0", "1.1.0", "1.0.0"]);
  // One that was removed, or came with another program.
  expect(find({ base: "0.9.0" })).toBe("1.0.0");
});

test("a class is found in the version that is wanted, else in the newest; what ships stands in for others", () => {
  const find = (file: string, versions?: Record<string, string>) =>
    findSource(sources, { file, syncpack: undefined, versions })?.path;
  expect([find("Greet"), find("Greet", { greet: "1.0.0" })]).toEqual([
    "/greet/2.0.0/Greet.ts",
    "/greet/1.0.0/Greet.ts",
  ]);
  expect([find("Greet", { greet: "3.0.0" }), find("Log", { base: "9.0.0" })]).toEqual([undefined, sources[0]?.path]);
});
