import { expect, test } from "vitest";
import { bareDocument, stepDocument } from "../../../core/service/runs/stepDocument.ts";
import { buildManifest, buildParameter } from "../../model/buildManifest.ts";

const step = { file: "Ask", syncpack: "erp", versions: { erp: "1.0.0" } };
/** A step whose code asks by itself. */
const asker = { entry: {}, isUploaded: false };
const manifest = buildManifest({
  parameters: [buildParameter({ name: "url" }), buildParameter({ name: "statement", kind: "code" })],
});

test("values come as variables and code as it is, in an application with the versions of the one that asks", () => {
  const parameters = { url: "${config.secret}", statement: "SELECT `${x}`" };
  const { document, code, variables } = stepDocument(step, { manifest, parameters, asker });
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
  expect(() => stepDocument(step, { manifest, parameters: { uri: "x" }, asker })).toThrow(
    'The step class "Ask" has no parameter "uri"; it has: url, statement.',
  );
});

test("code that the asking step has among its parameters is taken from there, and from nowhere else", () => {
  const asks = (written: unknown) => {
    const entry = { parameters: written as string };
    const parameters = { statement: "SELECT 'a secret'" };
    return stepDocument(step, { manifest, parameters, asker: { entry, isUploaded: false } }).code;
  };
  expect(asks({ statement: "SELECT '${config.pw}'" })).toEqual({ statement: "SELECT '${config.pw}'" });
  expect(() => asks("${item}")).toThrow('"statement" is code: write it in the step');
});
