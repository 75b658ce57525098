import { expect, test } from "vitest";
import { readClassList } from "../../../renderer/api/readClassList.ts";
import { Bench } from "../support/Bench.ts";
import { buildEditState } from "../support/buildEditState.ts";

const inVersion = (pack_version: string) => ({
  ...{ name: "Read", syncpack: "erp", pack_version, problem: null },
  manifest: { file: "Read", syncpack: "erp", friendly_name: `Read ${pack_version}`, parameters: [] },
});

test("steps have the class of the version that the application keeps, and another one when it keeps another", async () => {
  const packs = [{ name: "erp", friendly_name: "ERP", version: "2.0.0", read_only: false }];
  const classList = readClassList([inVersion("2.0.0"), inVersion("1.0.0")], packs);
  const state = buildEditState({ a: { file: "Read" }, b: { file: "Read" } }, { syncpack_versions: { erp: "1.0.0" } });
  const { workbench, dispose } = await Bench.open(state, { classList });
  const titles = () => workbench.document.store.getState().flow.steps.map(({ manifest }) => manifest?.friendlyName);
  expect(titles()).toEqual(["Read 1.0.0", "Read 1.0.0"]);
  const keep = (value: Record<string, string>) => {
    const operations = [{ op: "setApplicationKey" as const, key: "syncpack_versions", value }];
    workbench.document.perform({ label: "Keep", operations });
  };
  keep({ erp: "2.0.0" });
  expect(titles()).toEqual(["Read 2.0.0", "Read 2.0.0"]);
  keep({});
  expect(titles()).toEqual(["Read 2.0.0", "Read 2.0.0"]);
  dispose();
});
