import { expect, test } from "vitest";
import { findProblems } from "../../../renderer/state/document/findProblems.ts";
import { buildEditState } from "../support/buildEditState.ts";
import { buildManifest, lookupOf } from "../support/buildManifest.ts";

const manifests = lookupOf(buildManifest({ file: "Log", parameters: [{ name: "message", kind: "text" }] }));
const find = (message: string, keys: object) =>
  findProblems(buildEditState({ a: { file: "Log", message } }, { app_variables: [], ...keys }), manifests).map(
    ({ code, stepId }) => [code, stepId],
  );

test("a configuration that the window does not look for is no problem; none at all is one where it is used", () => {
  expect(find("${config.host}", { configuration: "lab" })).toEqual([]);
  expect(find("${appvar.host}", { configuration: "lab" })).toEqual([["unknown_variable", "id-a"]]);
  expect(find("${config.host}", {})).toEqual([["unknown_variable", "id-a"]]);
});
