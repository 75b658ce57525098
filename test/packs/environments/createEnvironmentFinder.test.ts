import { expect, test } from "vitest";
import { environmentRights, packEnvironment } from "../../../core/model/packEnvironment.ts";
import { createEnvironmentFinder } from "../../../core/packs/environments/createEnvironmentFinder.ts";

const permissions = { net: [], read: ["/data"], write: [], env: [], child_processes: false, native_code: false };
const archive = {
  meta: { name: "erp", version: "1.0.0", permissions },
  hash: "aa",
  steps: [{ file: "Read", hash: "r1" }],
};

function build() {
  const find = createEnvironmentFinder({
    archives: () => [archive as never],
    isShipped: (name) => name === "base",
    findOwn: (hash) => (hash === "o1" ? "erp@1.0.0+aa" : undefined),
    folder: "/data/environments",
  });
  return (given: object) => find({ syncpack: "erp", hash: "r1", originFolder: "/elsewhere", ...given });
}

test("a class has the environment it was stored with, that of the user, or that of what ships with the program", () => {
  const find = build();
  expect(find({ packEnvironment: "erp@2.0.0+cc" })).toBe("erp@2.0.0+cc");
  expect([find({ syncpack: undefined }), find({ syncpack: "base", hash: "b1" })]).toEqual(["own", "base"]);
  // One of a run that was accepted before it was known what it extends.
  expect(find({ syncpack: undefined, hash: "o1" })).toBe("erp@1.0.0+aa");
});

test("a class of an uploaded pack that was stored without one is found by its hash, and may nothing when its archive is gone", () => {
  const find = build();
  expect([find({}), find({})]).toEqual(Array(2).fill(packEnvironment(archive)));
  const uploaded = { syncpack: "base", hash: "b1", originFolder: "/data/environments/base@2.0.0" };
  for (const environment of [find({ hash: "r0" }), find(uploaded)]) {
    expect(environmentRights(environment, [archive])).toEqual({ ...permissions, read: [] });
  }
});
