import { expect, test } from "vitest";
import { bareDocument, stepDocument } from "../../../core/service/runs/stepDocument.ts";
import { buildManifest, buildParameter } from "../../model/buildManifest.ts";

const step = { file: "Ask", syncpack: "erp", versions: { erp: "1.0.0" } };
const manifest = buildManifest({
  parameters: [buildParameter({ name: "url" }), buildParameter({ name: "statement", kind: "code" })],
});

test("values come as variables and code as it is, in an application with the versions of the one that asks", () => {
  const parameters = { url: "${config.secret}", statement: "SELECT `${x}`" };
  const { document, code, variables } = stepDocument(step, { manifest, parameters });
  expect(document).toEqual({
    name: "Ask",
    app_variables: [{ name: "url", value: null }],
    steps: [{ name: "Ask", file: "Ask", syncpack: "erp", url: "${appvar.url}", statement: "SELECT `${x}`" }],
    syncpack_versions: { erp: "1.0.0" },
  });
  expect([code, variables]).toEqual([{ statement: "SELECT `${x}`" }, { url: "${config.secret}" }]);
  expect(bareDocument({ file: "Ask", syncpack: undefined, versions: undefined })).toEqual({
    name: "Ask",
    app_variables: [],
    steps: [{ name: "Ask", file: "Ask" }],
  });
});

test("a parameter that the class does not have is refused with those that it has", () => {
  expect(() => stepDocument(step, { manifest, parameters: { uri: "x" } })).toThrow(
    'The step class "Ask" has no parameter "uri"; it has: url, statement.',
  );
});
