import { expect, test } from "vitest";
import { fromTemplate } from "../../../renderer/state/transfer/fromTemplate.ts";

const document = {
  name: "copy_rows",
  friendly_name: "Copy rows",
  app_variables: [],
  steps: [{ name: "Load", file: "Script" }],
  layout: {
    version: 1,
    steps: [{ id: "s1", step: "Load", x: 0, y: 0 }],
    groups: [{ id: "g1", title: "s1 as text stays", steps: ["s1"] }],
    notes: [{ id: "n1", text: "x", step: "s1" }],
  },
};
const template = { name: "copy_rows", title: "Copy rows", description: "", document };

function createIds(): () => string {
  let count = 0;
  return () => {
    count += 1;
    return `new${count}`;
  };
}

test("a new application has ids of its own wherever the template names them", () => {
  expect(fromTemplate(template, { taken: [], createId: createIds() })).toEqual({
    ...document,
    layout: {
      version: 1,
      steps: [{ id: "new1", step: "Load", x: 0, y: 0 }],
      groups: [{ id: "new2", title: "s1 as text stays", steps: ["new1"] }],
      notes: [{ id: "new3", text: "x", step: "new1" }],
    },
  });
});

test("the second one of a template has a name and a title that tell it from the first", () => {
  const taken = ["copy_rows", "copy_rows_2"];
  expect(fromTemplate(template, { taken, createId: createIds() })).toMatchObject({
    name: "copy_rows_3",
    friendly_name: "Copy rows 3",
  });
});
