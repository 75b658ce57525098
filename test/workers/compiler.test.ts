import { execFileSync } from "node:child_process";
import { chmod, mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { SluiceError } from "../../core/base/SluiceError.ts";
import { createCollector } from "../../core/workers/createCollector.ts";
import { createStepCompiler } from "../../core/workers/createStepCompiler.ts";
import { WorkerBench } from "../support/WorkerBench.ts";

const step = (body: string, imports = "") => `import { BaseStep } from "sluice";
${imports}
export default class Mine extends BaseStep {
  execute() {
    this.saveDataForNextStep(${body});
  }
}
`;

describe("the step compiler", () => {
  let bench: WorkerBench;
  let steps: string;
  beforeEach(async () => {
    bench = await WorkerBench.create();
    steps = join(bench.folder, "my steps");
    await mkdir(join(steps, "lib"), { recursive: true });
  });
  afterEach(() => bench.close());

  const write = (name: string, text: string): Promise<void> => writeFile(join(steps, name), text);
  const compileMine = () => bench.compiler.compile({ path: join(steps, "Mine.ts"), syncpack: undefined });

  it("makes one module of a class and its siblings; packages and the SDK stay imports", async () => {
    const { reference, readTexts } = await bench.compiler.compile({
      path: fileURLToPath(new URL("../fixtures/goodSteps/UsesImports.ts", import.meta.url)),
      syncpack: "pack",
    });
    const { compiled, source } = await readTexts();
    expect(reference).toMatchObject({ file: "UsesImports", syncpack: "pack" });
    expect(reference.modulePath.endsWith(`${reference.hash}.mjs`)).toBe(true);
    expect(await readFile(reference.modulePath, "utf8")).toBe(compiled);
    expect(compiled.match(/from "[^"]+"/g)?.sort()).toEqual(['from "jsonata"', 'from "node:path"', 'from "sluice"']);
    expect(source).toContain("export default class UsesImports");
    expect((await bench.run("goodSteps/UsesImports")).data).toEqual({ sum: 12, path: "a/b", one: true });
  });

  it("takes a package from the folder of the class first", async () => {
    const own = join(steps, "node_modules", "jsonata");
    await mkdir(own, { recursive: true });
    await writeFile(join(own, "package.json"), JSON.stringify({ name: "jsonata", main: "index.cjs" }));
    await writeFile(join(own, "index.cjs"), 'module.exports = () => "my own jsonata";');
    await write("Mine.ts", step("jsonata()", 'import jsonata from "jsonata";'));
    expect((await bench.run(join(steps, "Mine.ts"))).data).toBe("my own jsonata");
  });

  it("changes the hash when a sibling changes, and goes back to the old one with it", async () => {
    await write("lib/value.ts", "export const value: number = 1;\n");
    await write("Mine.ts", step("value", 'import { value } from "./lib/value.ts";'));
    const first = await compileMine();
    await write("lib/value.ts", "export const value: number = 2;\n");
    const second = await compileMine();
    await write("lib/value.ts", "export const value: number = 1;\n");
    const third = await compileMine();
    expect(second.reference.hash).not.toBe(first.reference.hash);
    expect(third.reference).toEqual(first.reference);
    expect((await bench.run(join(steps, "Mine.ts"))).data).toBe(1);
  });

  it("sees a changed sibling of a class that it remembers", async () => {
    const { now } = Date;
    // Files that just changed are not remembered.
    vi.spyOn(Date, "now").mockImplementation(() => now() + 3_600_000);
    onTestFinished(() => {
      vi.restoreAllMocks();
    });
    await write("lib/value.ts", "export const value: number = 1;\n");
    await write("Mine.ts", step("value", 'import { value } from "./lib/value.ts";'));
    const first = await compileMine();
    expect((await compileMine()).reference).toEqual(first.reference);
    await write("lib/value.ts", "export const value: number = 2;\n");
    expect((await compileMine()).reference.hash).not.toBe(first.reference.hash);
  });

  it("does not compile again what has not changed", async () => {
    await write("Mine.ts", step('"once"'));
    const first = await compileMine();
    const script = `
      import { createStepCompiler } from ${JSON.stringify(new URL("../../core/workers/createStepCompiler.ts", import.meta.url).href)};
      const compiler = createStepCompiler({ cacheFolder: ${JSON.stringify(join(bench.folder, "compiled"))} });
      const { reference } = await compiler.compile({ path: ${JSON.stringify(join(steps, "Mine.ts"))}, syncpack: undefined });
      const { readFileSync } = await import("node:fs");
      const children = readFileSync(\`/proc/self/task/\${process.pid}/children\`, "utf8").trim();
      console.log(JSON.stringify({ hash: reference.hash, children }));
    `;
    const output = execFileSync(process.execPath, ["--input-type=module", "-e", script], { encoding: "utf8" });
    expect(JSON.parse(output)).toEqual({ hash: first.reference.hash, children: "" });
  });

  it("reads the texts of a class that it remembers again when memory was needed", async () => {
    const { now } = Date;
    // Files that just changed are not remembered.
    vi.spyOn(Date, "now").mockImplementation(() => now() + 3_600_000);
    onTestFinished(() => void vi.restoreAllMocks());
    await write("Mine.ts", step("1"));
    const hash = (await compileMine()).reference.hash;
    await new Promise((resolve) => setImmediate(resolve));
    createCollector()();
    const again = await compileMine();
    const compiled = await readFile(again.reference.modulePath, "utf8");
    expect(await again.readTexts()).toEqual({ source: step("1"), compiled });
    expect(again.reference.hash).toBe(hash);
  });

  it("compiles again when a cached module is damaged", async () => {
    await write("Mine.ts", step('"whole"'));
    const { reference, readTexts } = await compileMine();
    const { compiled } = await readTexts();
    await writeFile(reference.modulePath, "");
    expect((await (await compileMine()).readTexts()).compiled).toBe(compiled);
    expect(await readFile(reference.modulePath, "utf8")).toBe(compiled);
  });

  it("names file, line and column of every error", async () => {
    await write("Mine.ts", 'import { BaseStep } from "sluice";\nimport "./lib/missing.ts";\nconst a = = 1;\n');
    const error: unknown = await compileMine().catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(SluiceError);
    expect(error).toMatchObject({ code: "compile_failed", message: `${join(steps, "Mine.ts")}:3:11: Unexpected "="` });
    await write("Mine.ts", 'import { gone } from "./lib/missing.ts";\nexport default gone;\n');
    await expect(compileMine()).rejects.toThrow(/Mine\.ts:1:22: Could not resolve/);
  });

  it("compiles a class of a pack once for all data folders, and an own one into its own", async () => {
    await write("Mine.ts", step('"shared"'));
    const compileIn = async (name: string, syncpack: string | undefined) => {
      const [cacheFolder, packCacheFolder] = [join(bench.folder, name), join(bench.folder, "packs")];
      const compiler = createStepCompiler({ cacheFolder, packCacheFolder });
      return (await compiler.compile({ path: join(steps, "Mine.ts"), syncpack })).reference.modulePath;
    };
    const shared = await compileIn("one", "pack");
    const { mtimeMs } = await stat(shared);
    expect(await compileIn("two", "pack")).toBe(shared);
    expect((await stat(shared)).mtimeMs).toBe(mtimeMs);
    expect(dirname(await compileIn("two", undefined))).toBe(join(bench.folder, "two"));
  });

  it("lets an own class extend a pack that was brought in, and never one that ships with the program", async () => {
    const brought = join(bench.folder, "brought");
    await mkdir(join(brought, "steps"), { recursive: true });
    await writeFile(join(brought, "steps", "Client.ts"), 'export default "from the pack";');
    const listParents = () => [{ name: "ssh2", folder: brought }];
    const compiler = createStepCompiler({ cacheFolder: join(bench.folder, "parents"), listParents });
    const compileAs = async (file: string, syncpack: string | undefined) => {
      await write(file, step("Client", 'import { Client } from "ssh2";'));
      const { readTexts } = await compiler.compile({ path: join(steps, file), syncpack });
      return (await readTexts()).compiled;
    };
    const shipped = await compileAs("Shipped.ts", "ssh_steps_syncpack");
    expect([shipped.includes('from "ssh2"'), shipped.includes("from the pack")]).toEqual([true, false]);
    const own = await compileAs("Mine.ts", undefined);
    expect([own.includes('from "ssh2"'), own.includes("from the pack")]).toEqual([false, true]);
  });

  it("says that a file does not exist", async () => {
    await expect(compileMine()).rejects.toMatchObject({ code: "not_found" });
  });

  it("restores a stored version that lies nowhere else any more", async () => {
    await write("Mine.ts", step('"restored"'));
    const { reference, readTexts } = await compileMine();
    const elsewhere = createStepCompiler({ cacheFolder: join(bench.folder, "other cache") });
    const { file, syncpack, hash, originFolder } = reference;
    const restored = await elsewhere.restore({ file, syncpack, hash, originFolder, readTexts });
    expect(restored.modulePath).not.toBe(reference.modulePath);
    const request = await bench.request(join(steps, "Mine.ts"), { stepClass: restored });
    const { done } = bench.pool.run(request, { onLog: () => undefined, onCall: async () => null });
    expect(await done).toMatchObject({ kind: "success" });
    const readOthers = async () => ({ compiled: `${(await readTexts()).compiled} ` });
    const damaged = elsewhere.restore({ file, syncpack, hash, originFolder, readTexts: readOthers });
    await expect(damaged).rejects.toMatchObject({ code: "data_damaged" });
  });

  it("does not read a version again whose module it restored, until that looks changed", async () => {
    await write("Mine.ts", step('"restored"'));
    const { reference, readTexts } = await compileMine();
    const elsewhere = createStepCompiler({ cacheFolder: join(bench.folder, "other cache") });
    const { file, syncpack, hash, originFolder } = reference;
    let reads = 0;
    const readCounted = () => {
      reads += 1;
      return readTexts();
    };
    const restore = () => elsewhere.restore({ file, syncpack, hash, originFolder, readTexts: readCounted });
    const { modulePath } = await restore();
    const { now } = Date;
    // Files that just changed are not remembered.
    vi.spyOn(Date, "now").mockImplementation(() => now() + 3_600_000);
    onTestFinished(() => void vi.restoreAllMocks());
    await restore();
    expect(reads).toBe(2);
    await restore();
    expect(reads).toBe(2);
    await writeFile(modulePath, "export default undefined;");
    await restore();
    expect([reads, await readFile(modulePath, "utf8")]).toEqual([3, (await readTexts()).compiled]);
  });

  it("keeps its files to their owner and leaves no temporary file", async () => {
    await write("Mine.ts", step('"private"'));
    const { reference } = await compileMine();
    expect((await stat(reference.modulePath)).mode & 0o777).toBe(0o600);
    const files = await readdir(join(bench.folder, "compiled"), { recursive: true });
    expect(files.filter((name) => name.endsWith(".tmp"))).toEqual([]);
  });

  it("is not influenced by a tsconfig.json beside the class", async () => {
    await write("Mine.ts", step('"plain"'));
    const before = await compileMine();
    await write("tsconfig.json", '{ "compilerOptions": { "target": "es5", "jsx": "react" } }');
    await chmod(join(steps, "Mine.ts"), 0o644);
    const fresh = createStepCompiler({ cacheFolder: join(bench.folder, "fresh") });
    const after = await fresh.compile({ path: join(steps, "Mine.ts"), syncpack: undefined });
    expect(after.reference.hash).toBe(before.reference.hash);
  });
});

describe("a class that came as texts", () => {
  let bench: WorkerBench;
  beforeEach(async () => {
    bench = await WorkerBench.create();
  });
  afterEach(() => bench.close());

  it("is compiled from a folder of its own, the same each time", async () => {
    const files = {
      "Mine.ts": step("value", 'import { value } from "./lib/value.ts";'),
      "lib/value.ts": "export const value = 3;",
    };
    const first = await bench.compiler.compileFiles({ main: "Mine.ts", files });
    expect(first.reference.file).toBe("Mine");
    expect((await first.readTexts()).source).toBe(files["Mine.ts"]);
    expect((await bench.compiler.compileFiles({ main: "Mine.ts", files })).reference).toEqual(first.reference);
    const request = await bench.request("goodSteps/UsesImports", { stepClass: first.reference });
    const { done } = bench.pool.run(request, { onLog: () => undefined, onCall: async () => null });
    expect(await done).toMatchObject({ kind: "success" });
  });

  it("names the places of its errors from there, and imports nothing from outside", async () => {
    const compile = (text: string) =>
      bench.compiler.compileFiles({ main: "src/Mine.ts", files: { "src/Mine.ts": text } });
    const broken = await compile("const a = = 1;\n").catch((error: unknown) => error);
    expect(broken).toMatchObject({ code: "compile_failed", message: 'src/Mine.ts:1:11: Unexpected "="' });
    expect(broken).toMatchObject({ details: { errors: [{ file: "src/Mine.ts", line: 1, column: 11 }] } });
    await expect(compile('import "../../x.ts";')).rejects.toThrow(
      "src/Mine.ts:1:8: It imports a file outside its own folder.",
    );
  });

  it.each([
    ["a path that leads out", { main: "Mine.ts", files: { "Mine.ts": "", "../x.ts": "" } }],
    ["a main file that is not there", { main: "Mine.ts", files: {} }],
    ["two files that differ in case alone", { main: "Mine.ts", files: { "Mine.ts": "", "mine.ts": "" } }],
  ])("is refused for %s, and nothing is written", async (_, given) => {
    await expect(bench.compiler.compileFiles(given)).rejects.toMatchObject({ code: "wrong_use" });
    expect(await readdir(bench.folder, { recursive: true })).not.toContain("imported");
  });
});
