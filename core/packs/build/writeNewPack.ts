import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { SluiceError } from "../../base/SluiceError.ts";
import { parsePackMeta } from "../meta/parsePackMeta.ts";

/** Writes a SyncPack to begin with into a new folder below `parent` and gives its files. Throws `already_exists`, and `invalid_pack` for a name that cannot be. */
export function writeNewPack(name: string, { parent, author }: { parent: string; author: string }): string[] {
  const folder = resolve(parent, name);
  const meta = metaOf(name, author);
  parsePackMeta(meta);
  if (existsSync(folder)) {
    throw new SluiceError("already_exists", `There is a folder ${folder} already.`, { details: { folder } });
  }
  const files = { "meta.json": meta, "README.md": readmeOf(name), ...code(name) };
  return Object.entries(files).map(([path, text]) => {
    const target = join(folder, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text);
    return target;
  });
}

function metaOf(name: string, author: string): string {
  const meta = {
    name,
    friendly_name: name.replaceAll("_", " "),
    version: "0.1.0",
    summary: "What the pack is for, in one line",
    description: "What its steps and applications do.",
    author,
    home_page: "",
    requires_dist: [],
    schedules: [
      {
        application_id: `${name}_greeting`,
        entry_id: `${name} greeting`,
        params: {},
        schedule: { schedule_type: "frequency", schedule_info: { run_every: 3600 } },
      },
    ],
    tags: [],
    critical: [],
    requires_is_version: ">=0.1.0",
    permissions: { net: [], read: [], write: [], env: [], child_processes: false, native_code: false },
  };
  return `${JSON.stringify(meta, undefined, 2)}\n`;
}

const readmeOf = (name: string): string => `# ${name}

A SyncPack: steps in \`steps\`, what they share in \`util\`, applications in \`apps\`, configurations in \`configs\`.

| command | what it does |
|---|---|
| \`sluice pack test .\` | runs the tests beside the steps |
| \`sluice pack build . --out dist\` | makes the archive |
| \`sluice pack upload dist/${name}-0.1.0.tgz\` | brings it into Sluice; runs nothing of it |
| \`sluice pack activate ${name}\`, \`sluice pack install ${name}\` | unpacks it, then registers its steps and applications |
`;

function code(name: string): Record<string, string> {
  const step = `${name.replace(/(?:^|[_-]+)([a-z])/gi, (_, letter: string) => letter.toUpperCase())}Greet`;
  const application = {
    name: `${name}_greeting`,
    friendly_name: "Greeting",
    description: "Greets somebody.",
    app_variables: [{ name: "who", default_value: "world" }],
    steps: [{ name: "Greet", file: step, syncpack: name, greeting: "Hello", who: "${appvar.who}" }],
  };
  return {
    "util/greet.ts": `export function greet(greeting: string, who: string): string {
  return \`\${greeting}, \${who}!\`;
}
`,
    [`steps/${step}.ts`]: `import { BaseStep, defineParameters, text } from "sluice";
import { greet } from "../util/greet.ts";

const parameters = defineParameters({
  greeting: text({ title: "Greeting", defaultValue: "Hello" }),
  who: text({ title: "Who", required: true }),
});

/** Greets somebody. */
export default class ${step} extends BaseStep.with(parameters) {
  override friendlyName = "Greet";
  override description = "Saves a greeting for the next step.";
  override version = "1.0.0";

  override async execute() {
    await this.saveDataForNextStep({ text: greet(this.getParameter("greeting"), this.getParameter("who")) });
  }
}
`,
    [`steps/${step}.test.ts`]: `import assert from "node:assert/strict";
import { test } from "node:test";
import { runStep } from "sluice/test";
import ${step} from "./${step}.ts";

test("somebody is greeted", async () => {
  const { data, error } = await runStep(${step}, { params: { who: "Ada" } });
  assert.equal(error, undefined);
  assert.deepEqual(data, { text: "Hello, Ada!" });
});
`,
    [`apps/${name}_greeting.json`]: `${JSON.stringify(application, undefined, 2)}\n`,
  };
}
