import { expect, test } from "vitest";
import { permissionArguments } from "../../../core/packs/environments/permissionArguments.ts";

const needed = { read: ["/program"], write: ["/blobs"] };

test("a pack may do what every worker needs and what it says it needs", () => {
  const nothing = permissionArguments({ read: [], write: [], child_processes: false }, needed);
  expect(nothing).toEqual([
    "--permission",
    "--allow-worker",
    "--disable-warning=SecurityWarning",
    "--allow-fs-read=/program",
    "--allow-fs-write=/blobs",
  ]);
  const much = permissionArguments(
    { read: ["/in", "relative"], write: ["*"], child_processes: true, native_code: true },
    needed,
  );
  expect(much.filter((one) => !nothing.includes(one))).toEqual([
    "--allow-fs-read=/in",
    "--allow-fs-write=*",
    "--allow-child-process",
    "--allow-addons",
  ]);
});
