import type { Page } from "@playwright/test";
import { atMost, type Measurement, median } from "../../bench/measure.ts";
import type { Stage } from "../Stage.ts";

/** It is right for the host, and not for the type checker. */
const code = `import { BaseStep } from "sluice";

export default class Wrong extends BaseStep {
  override async execute() {
    const count: number = "three";
    await this.saveDataForNextStep(count);
  }
}
`;

/** The code of a step in a page that just opened: from the click until it can be read, and until its error is marked. */
export async function measureCoding(stage: Stage): Promise<Measurement[]> {
  await stage.host.ask("PUT", "/steps/Wrong", { code });
  const { page: first } = await stage.show({
    name: "coding",
    app_variables: [],
    steps: [{ name: "a", file: "Wrong" }],
  });
  const address = `${first.url()}?step=${await stage.host.stepIdOf("coding", 0)}`;
  await first.close();
  const looks: CodeLook[] = [];
  for (let round = 0; round < (stage.isShort ? 3 : 5); round += 1) {
    const page = await stage.newPage();
    // The tab that was open last would be open at once.
    await page.addInitScript(() => localStorage.clear());
    await page.goto(address);
    await page.getByRole("tab", { name: "Code", exact: true }).waitFor();
    looks.push(await openCode(page));
    await page.close();
  }
  const row = (what: string, times: number[], bar: number): Measurement => ({
    what: `code of a step, from the click: ${what}`,
    note: `in a page without the code editor; ${Math.round(Math.max(...times))} ms at most`,
    unit: "ms",
    ours: median(times),
    bar: atMost(bar),
    kind: "absolute",
  });
  return [
    row(
      "readable",
      looks.map(({ readable }) => readable),
      300,
    ),
    row(
      "its first error is marked",
      looks.map(({ marked }) => marked),
      3_000,
    ),
  ];
}

/** ms from the click. */
interface CodeLook {
  readable: number;
  marked: number;
}

function openCode(page: Page): Promise<CodeLook> {
  return page.evaluate(async () => {
    const tabs = [...document.querySelectorAll<HTMLElement>("[role=tab]")];
    const tab = tabs.find(({ textContent }) => textContent === "Code");
    if (document.querySelector(".monaco-editor") !== null) throw new Error("The code editor is there already.");
    const until = async (isThere: () => boolean): Promise<number> => {
      while (!isThere()) await new Promise(requestAnimationFrame);
      return performance.now() - begun;
    };
    const begun = performance.now();
    tab?.click();
    const panel = (): Element | null => document.querySelector("[role=tabpanel]");
    const readable = await until(() => /export\s+default\s+class\s+Wrong/.test(panel()?.textContent ?? ""));
    const marked = await until(() => document.querySelector(".squiggly-error") !== null);
    return { readable, marked };
  });
}
