import type { JsonObject } from "../../../core/base/json.ts";

const place = (id: string, step: string, at: { x: number; y: number }) => ({ id, step, ...at });

/** An application with one of everything that can be clicked: steps in a group and without, wires, a note, a trigger. */
export const walkedFlow: JsonObject = {
  name: "walked",
  friendly_name: "Walked",
  configuration: "lab",
  app_variables: [{ name: "city", value: "Bonn", description: "Where" }],
  steps: [
    { name: "Load", file: "Script", code: "return [1, 2, 3];", output_to: ["Add up"] },
    { name: "Add up", file: "Script", code: 'return input["Load"].length;', output_to: ["Say"] },
    { name: "Say", file: "Log", message: "There are ${count}" },
    { name: "Every", file: "EveryKind", verify: false },
    { name: "Child", file: "TriggerApplication", application: "child", wait: true },
  ],
  layout: {
    version: 1,
    steps: [
      place("step-0", "Load", { x: 0, y: 0 }),
      place("step-1", "Add up", { x: 320, y: 0 }),
      place("step-2", "Say", { x: 640, y: 0 }),
      place("step-3", "Every", { x: 0, y: 320 }),
      place("step-4", "Child", { x: 640, y: 200 }),
    ],
    groups: [{ id: "group-1", title: "Counting", colour: "blue", steps: ["step-3"] }],
    notes: [{ id: "note-1", text: "# Remember\n\nThe *count*.", x: 320, y: 200, w: 200, h: 120 }],
  },
};

/** The classes of its steps. */
export const walkedClasses: ReadonlySet<string> = new Set(["Script", "Log", "EveryKind", "TriggerApplication"]);
