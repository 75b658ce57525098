import { expect, test } from "vitest";
import { environmentRights, packEnvironment } from "../../core/model/packEnvironment.ts";

const permissionsOf = (read: string[]) => ({
  ...{ net: [], read, write: [], env: [] },
  ...{ child_processes: false, native_code: false },
});
const archiveOf = (hash: string, read: string[]) => ({
  meta: { name: "erp", version: "1.0.0", permissions: permissionsOf(read) },
  hash,
});

test("code of an archive may what just that one says, nothing when it is gone, and other code all that the user may", () => {
  const [first, second] = [archiveOf("aa", ["/first"]), archiveOf("bb", ["/second"])];
  const rightsOf = (environment: string) => environmentRights(environment, [first]);
  expect(rightsOf(packEnvironment(first))).toEqual(permissionsOf(["/first"]));
  expect(rightsOf(packEnvironment(second))).toEqual(permissionsOf([]));
  expect(["own", "erp"].map(rightsOf)).toEqual([undefined, undefined]);
});
