import { expect, it } from "vitest";
import BuildCSV from "../../../../core/steps/data/steps/BuildCSV.ts";
import { runStep } from "../../../support/runStep.ts";

const rows = [
  { id: 1, name: 'Pump, "big"', address: { city: "Oslo" }, at: new Date(0) },
  { id: 2, name: "=1+1", more: [1, 2] },
];

it("writes all columns in the order they come up, and no formula", async () => {
  const { data } = await runStep(BuildCSV, { input: rows });
  expect(data).toBe(
    'id,name,address,at,more\n1,"Pump, ""big""","{""city"":""Oslo""}",1970-01-01T00:00:00.000Z,\n2,\'=1+1,,,"[1,2]"\n',
  );
});

it("writes the columns asked for as asked for", async () => {
  const params = { columns: ["address.city", "id"], delimiter: "\\t", line_end: "\r\n", header: false, bom: true };
  const { data } = await runStep(BuildCSV, { input: rows, params });
  expect(data).toBe("\uFEFFOslo\t1\r\n\t2\r\n");
});

it("takes lists as rows", async () => {
  const { data } = await runStep(BuildCSV, { input: [[1, "a"], [2]], params: { header: false } });
  expect(data).toBe("1,a\n2,\n");
});

it("refuses rows that have no cells", async () => {
  const { error } = await runStep(BuildCSV, { input: [1, 2] });
  expect(error).toMatchObject({ name: "RowException", message: "Row 1 is no object or list" });
});

it("writes what JSON alone cannot hold", async () => {
  const { data } = await runStep(BuildCSV, { input: [{ a: [2n], b: new Map([["x", 1]]) }] });
  expect(data).toBe('a,b\n"[""2""]","{""x"":1}"\n');
});
