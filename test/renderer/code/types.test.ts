import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { inferSchema } from "../../../core/data/inferSchema.ts";
import type { ParameterManifest } from "../../../core/model/StepManifest.ts";
import { declarePackages, nodeGlobals } from "../../../renderer/code/types/declarePackages.ts";
import {
  describeClassWorld,
  describeScriptWorld,
  frameOf,
  type TypeWorld,
} from "../../../renderer/code/types/describeWorld.ts";
import { judgeDiagnostics } from "../../../renderer/code/types/judgeDiagnostics.ts";
import { listSdkFiles } from "../../../renderer/code/types/listSdkFiles.ts";
import { typeOfSchema } from "../../../renderer/code/types/typeOfSchema.ts";

const tsc = fileURLToPath(new URL("../../../node_modules/typescript/bin/tsc", import.meta.url));

/** What the compiler says of a text in its surroundings, as the code editor lays them out: `TS2339 line`. */
async function check(code: string, world: TypeWorld): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), "sluice-types-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const options = {
    ...{ target: "esnext", module: "esnext", moduleResolution: "bundler", moduleDetection: "force", strict: true },
    ...{ noEmit: true, allowImportingTsExtensions: true, noImplicitOverride: true, types: [] },
    lib: ["esnext", "dom", "dom.iterable"],
  };
  const files = {
    "tsconfig.json": JSON.stringify({ compilerOptions: options, include: ["**/*"] }),
    "Mine.ts": `${frameOf(code, world).before}${code}${frameOf(code, world).after}`,
    "node.d.ts": nodeGlobals,
    "packages.d.ts": declarePackages(code),
    "declared.d.ts": world.declarations,
    "samples.d.ts": world.samples,
    "globals.d.ts": world.globals?.known ?? "",
    ...world.files,
    ...listSdkFiles(""),
  };
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  const output = await new Promise<string>((resolve) => {
    execFile(process.execPath, [tsc, "--pretty", "false"], { cwd: folder }, (_error, stdout) => resolve(stdout));
  });
  return output.split("\n").flatMap((line) => {
    const found = /^(\S+)\((\d+),\d+\): error (TS\d+)/.exec(line);
    return found === null ? [] : [`${found[1] === "Mine.ts" ? "" : `${found[1]} `}${found[3]} ${found[2]}`];
  });
}

const orders = [
  { id: 1, note: "x", at: new Date(0) },
  { id: 2, at: new Date(0) },
];
const producers = [
  { name: "Load orders", schema: inferSchema(orders) },
  { name: "Settings", schema: inferSchema({ limit: 3, tags: ["a"] }) },
];
const classCode = (lines: string): string => `import { readFile } from "node:fs/promises";
import lodash from "lodash";
import { BaseStep } from "sluice";
import { twice } from "./lib/twice.ts";
export default class Mine extends BaseStep {
  constructor() { super(); this.newStepParameter({ name: "url", kind: "text" }); }
  override async execute() {
    await readFile("x"); lodash.any(); twice(2); Buffer.from("x").toString("hex");
${lines}
  }
}
`;
const parameters: ParameterManifest[] = [
  { name: "url", kind: "text", required: true },
  { name: "limit", kind: "number" },
  { name: "mode", kind: "select", options: [{ value: "a" }, { value: 1 }], defaultValue: "a" },
];
const world = describeClassWorld({
  parameters,
  producers,
  files: { "lib/twice.ts": "export const twice = (value: number): number => value * 2;\n" },
});

test("code that fits the parameters, the data and the packages has no error", async () => {
  const code = classCode(`
    const url: string = this.getParameter("url");
    const limit: number | null = this.getParameter("limit");
    const mode: "a" | 1 = this.getParameter("mode");
    const other = this.getParameter<Date>("other").getTime();
    const rows = this.getDataFromStepByName("Load orders");
    const id: number = rows[0]!.id + this.getDataFromStepByOrder(0)[0]!.at.getTime();
    const note: string | undefined = rows[0]!.note;
    const tag: string | undefined = this.getDataFromStepByName("Settings").tags[0];
    const mine = this.getDataFromStepByName<{ x: number }>("Load orders").x;
    this.saveDataForNextStep([url, limit, mode, other, id, note, tag, mine]);`);
  expect(await check(code, world)).toEqual([]);
});

test("what the samples and parameters do not have is found, and so is what only some rows have", async () => {
  const code = classCode(`    this.getParameter("url").toFixed();
    this.getDataFromStepByName("Load orders")[0]!.nam;
    this.getDataFromStepByName("Load orders")[0]!.note.length;
    this.getDataFromStepByOrder(1).limit.length;
    this.notThere();
    twice("2");`);
  expect(await check(code, world)).toEqual([
    "TS2551 9",
    "TS2339 10",
    "TS2532 11",
    "TS2339 12",
    "TS2339 13",
    "TS2345 14",
  ]);
});

test("without data everything is unknown, and one's own types are taken", async () => {
  const empty = describeClassWorld({
    parameters: [],
    producers: [],
    files: { "lib/twice.ts": "export const twice = (value: number) => value;" },
  });
  const code = classCode(`    const rows: { id: number }[] = this.joinPreviousStepData();
    const list = this.joinPreviousStepData<number[]>();
    this.joinPreviousStepData().length;
    rows.concat(list as never);`);
  expect(await check(code, empty)).toEqual(["TS2571 11"]);
});

test("joined data is merged objects, one list of all rows, or that of the only producer", async () => {
  const join = (given: { name: string; schema: ReturnType<typeof inferSchema> }[], lines: string) =>
    check(classCode(lines), describeClassWorld({ parameters: [], producers: given, files: world.files }));
  const objects = [
    { name: "a", schema: inferSchema({ x: 1, y: "text" }) },
    { name: "b", schema: inferSchema({ y: 2 }) },
  ];
  const [list] = producers;
  if (list === undefined) throw new Error("no producer");
  const lines =
    "    this.joinPreviousStepData().y.toFixed(); this.joinPreviousStepData().x.toFixed();\n    this.joinPreviousStepData().z;";
  expect(await join(objects, lines)).toEqual(["TS2339 10"]);
  const lists = [list, { name: "more", schema: inferSchema([{ id: "text" }]) }];
  const rows =
    "    for await (const row of this.streamPreviousStepData()) String(row.id);\n    this.joinPreviousStepData()[0]!.id.toFixed();";
  expect(await join(lists, rows)).toEqual(["TS2339 10"]);
  expect(
    await join([list], "    this.joinPreviousStepData()[0]!.id.toFixed();\n    this.joinPreviousStepData().id;"),
  ).toEqual(["TS2339 10"]);
});

test("a script knows its input, its step and its values; it is a body or a module", async () => {
  const known = describeScriptWorld({ producers: producers.slice(0, 1), byStep: false });
  const script =
    "step.logger.flow(String(values.city));\nawait step.fetch('x');\nreturn input.map((row) => row.nam);\n";
  expect(await check(script, known)).toEqual(["TS2339 3"]);
  const named = describeScriptWorld({ producers, byStep: true });
  expect(await check('return input["Load orders"][0]!.id + input.Settings.limit;\n', named)).toEqual([]);
  const module = "export default async function (input: number[]) {\n  return input.length;\n}\n";
  expect(await check(module, describeScriptWorld({ producers: [], byStep: false }))).toEqual([]);
});

test("types other than those of JSON are those a step gets; what cannot be told is unknown", () => {
  const value = {
    big: 1n,
    when: new Date(0),
    bytes: new Uint8Array(1),
    none: null,
    mixed: [1, "a"],
    deep: {},
    list: [],
  };
  expect(typeOfSchema(inferSchema(value))).toBe(
    '{ "big": bigint; "when": Date; "bytes": Uint8Array; "none": null; "mixed": Array<number | string>; "deep": Record<string, unknown>; "list": Array<unknown> }',
  );
  expect(typeOfSchema({})).toBe("unknown");
  expect(typeOfSchema({ anyOf: [{ type: ["string", "null"] }, { $type: "date" }] })).toBe("string | null | Date");
});

test("what is found only with the samples is a warning", () => {
  const missing = {
    code: 2339,
    start: 4,
    length: 3,
    messageText: { messageText: "No nam", next: [{ messageText: "in row" }] },
  };
  const wrong = { code: 2345, start: 20, length: 1, messageText: "Wrong" };
  const unknown = { code: 18046, start: 2, length: 1, messageText: "Is unknown" };
  expect(judgeDiagnostics([missing, wrong], [wrong, unknown])).toEqual([
    { from: 4, to: 7, message: "No nam\nin row", severity: "warning" },
    { from: 20, to: 21, message: "Wrong", severity: "error" },
  ]);
});
