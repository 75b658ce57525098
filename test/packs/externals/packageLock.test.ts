import { expect, test } from "vitest";
import {
  formatPackageLock,
  listLocked,
  nameOf,
  parsePackageLock,
  pickPackages,
} from "../../../core/packs/externals/packageLock.ts";

const integrity = "sha512-AAAA";
const lock = {
  packages: {
    "": { dependencies: { a: "^1.0.0", other: "*" } },
    "node_modules/a": { version: "1.2.0", integrity, dependencies: { b: "^2.0.0", "@s/c": "*" }, dev: true },
    "node_modules/a/node_modules/b": { version: "2.0.0", integrity, optionalDependencies: { d: "*", gone: "*" } },
    "node_modules/@s/c": { version: "3.0.0", integrity, license: "MIT", peerDependencies: { b: "1" } },
    "node_modules/b": { version: "1.0.0", integrity, hasInstallScript: true },
    "node_modules/d": { version: "4.0.0", integrity, dependencies: { a: "*" } },
    "node_modules/other": { version: "9.0.0", integrity },
  },
};

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
  expect(picked.packages["node_modules/a"]).not.toHaveProperty("dev");
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
  expect(refused("node_modules/a", { integrity: "md5-AAAA" })).toThrow("has no hash");
  for (const resolved of ["git+ssh://x/a.git", "file:../a.tgz", "../a"]) {
    expect(refused("node_modules/a", { integrity, resolved })).toThrow("comes from no registry");
  }
  expect(refused("node_modules/a", { integrity, link: true })).toThrow("comes from no registry");
  for (const path of ["../a", "node_modules/../../a", "node_modules/a/b/c", "packages/a", "node_modules/"]) {
    expect(refused(path, { integrity })).toThrow("is no place for a package");
  }
  for (const text of ["{", "[]", '{"lockfileVersion":1,"dependencies":{}}']) {
    expect(() => parsePackageLock(text)).toThrow("none of npm 7 or later");
  }
});
