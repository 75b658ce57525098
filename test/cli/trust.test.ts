import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { Sluice } from "./Sluice.ts";

it("runs no code of an imported class before a run does, and knows its parameters from then on", async () => {
  const sluice = new Sluice();
  const trace = join(sluice.folder, "code-ran");
  const source = sluice.write(
    "Marker.ts",
    `import { writeFileSync } from "node:fs";
import { BaseStep } from "sluice";
writeFileSync(${JSON.stringify(trace)}, "");
export default class Marker extends BaseStep {
  constructor() {
    super();
    this.newStepParameter({ name: "text", required: true });
  }
  async execute(): Promise<void> {
    this.saveDataForNextStep(this.getParameter("text"));
  }
}
`,
  );
  const steps = [{ name: "mark", file: "Marker", text: "hello" }];
  const application = sluice.write("marked.json", { name: "marked", app_variables: [], steps });
  const wrong = sluice.write("wrong.json", {
    name: "wrong",
    app_variables: [],
    steps: [{ name: "mark", file: "Marker" }],
  });
  const before = [];
  for (const args of [
    ["import", source],
    ["validate", application],
    ["import", application],
    ["step", "list"],
    ["step", "show", "Marker"],
  ]) {
    before.push((await sluice.run(args)).code);
  }
  expect({ before, ran: existsSync(trace) }).toEqual({ before: [0, 0, 0, 0, 0], ran: false });
  expect((await sluice.run(["run", "marked"])).out).toContain("Run succeeded");
  expect(existsSync(trace)).toBe(true);
  expect(await sluice.run(["validate", wrong])).toMatchObject({
    code: 3,
    out: expect.stringContaining('needs the parameter "text"'),
  });
});
