import { expect, test } from "vitest";
import {
  formatPackageLock,
  listLocked,
  nameOf,
  parsePackageLock,
  pickPackages,
} from "../../../core/packs/externals/packageLock.ts";

const integrity = `sha512-${"A".repeat(86)}==`;
const resolved = "https://registry.invalid/a.tgz";
const given = {
  packages: {
    "": { dependencies: { a: "^1.0.0", other: "*" } },
    "node_modules/a": {
      ...{ version: "1.2.0", integrity, resolved, dev: true, hasShrinkwrap: true, _resolved: "file:../a" },
      dependencies: { b: "^2.0.0", "@s/c": "*" },
    },
    "node_modules/a/node_modules/b": { version: "2.0.0", integrity, optionalDependencies: { d: "*", gone: "*" } },
    "node_modules/@s/c": { version: "3.0.0", integrity, license: "MIT", peerDependencies: { b: "1" } },
    "node_modules/b": { version: "1.0.0", integrity, hasInstallScript: true },
    "node_modules/d": { version: "4.0.0", integrity, dependencies: { a: "*" } },
    "node_modules/other": { version: "9.0.0", integrity },
  },
};
const lock = parsePackageLock(JSON.stringify(given));

test("of a lock the packages that some need are picked, each where Node finds it", () => {
  const picked = pickPackages(lock, ["a"]);
  expect(Object.keys(picked.packages)).toEqual([
    "",
    "node_modules/@s/c",
    "node_modules/a",
    "node_modules/a/node_modules/b",
    "node_modules/b",
    "node_modules/d",
  ]);
  expect(picked.packages[""]).toEqual({ dependencies: { a: "1.2.0" } });
  for (const key of ["dev", "resolved", "hasShrinkwrap", "_resolved"]) {
    expect(picked.packages["node_modules/a"]).not.toHaveProperty(key);
  }
  expect(parsePackageLock(formatPackageLock(picked))).toMatchObject(picked);
  expect(() => pickPackages(lock, ["a", "none"])).toThrow('none is not in package-lock.json: run "npm install none"');
});

test("what a lock installs is listed, and refused without a hash, a registry or a proper place", () => {
  expect(listLocked(pickPackages(lock, ["b"]))).toEqual([
    { name: "b", version: "1.0.0", license: "", installScripts: true, external: true },
  ]);
  expect(nameOf("node_modules/a/node_modules/@s/c")).toBe("@s/c");
  const refused = (path: string, given: object) => () =>
    listLocked({ packages: { [path]: { version: "1.0.0", ...given } } });
  expect(refused("node_modules/a", {})).toThrow("the package a has no hash");
  const short = ["sha512-", "sha512-AAAA", "sha512-?", `${integrity} sha512-`, `md5-${integrity.slice(7)}`];
  for (const bad of short) expect(refused("node_modules/a", { integrity: bad })).toThrow("has no hash");
  expect(refused("node_modules/a", { integrity, resolved })).toThrow("says itself where it comes from");
  expect(refused("node_modules/a", { integrity, hasShrinkwrap: true })).toThrow("says itself where it comes from");
  for (const named of [{ name: "git+https://x/a.git#" }, { name: "b/node_modules/c" }, { version: "file:../a" }]) {
    expect(refused("node_modules/a", { integrity, ...named })).toThrow("has no proper name or version");
  }
  expect(refused("node_modules/a", { integrity, name: "@s/other" })).not.toThrow();
  const elsewhere = ["git+https://x/a.git", "https://x/a.tgz", "file:../a", "user/a", "a.tgz", "..", "workspace:*"];
  for (const path of ["", "node_modules/a"]) {
    for (const [index, wanted] of elsewhere.entries()) {
      const key = ["dependencies", "optionalDependencies", "peerDependencies"][index % 3] ?? "";
      const given = { integrity, peerDependencies: { b: "1" }, [key]: { b: wanted } };
      expect(refused(path, given)).toThrow("the package b is wanted from somewhere else than a registry");
    }
    const fine = { b: "^1.0.0 || 2", c: "", d: "npm:@s/c@1", e: "latest" };
    expect(refused(path, { integrity, dependencies: fine })).not.toThrow();
  }
  for (const resolved of ["git+ssh://x/a.git", "file:../a.tgz", "../a"]) {
    expect(refused("node_modules/a", { integrity, resolved })).toThrow("comes from no registry");
  }
  expect(refused("node_modules/a", { integrity, link: true })).toThrow("comes from no registry");
  const unnamed = ["node_modules/..", "node_modules/-a", "node_modules/@s/..", "node_modules/a/node_modules/.bin"];
  for (const path of [
    "../a",
    "node_modules/../../a",
    "node_modules/a/b/c",
    "packages/a",
    "node_modules/",
    ...unnamed,
  ]) {
    expect(refused(path, { integrity })).toThrow("is no place for a package");
  }
  for (const text of ["{", "[]", '{"lockfileVersion":1,"dependencies":{}}']) {
    expect(() => parsePackageLock(text)).toThrow("none of npm 7 or later");
  }
});
