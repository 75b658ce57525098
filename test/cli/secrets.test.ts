import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Sluice } from "./Sluice.ts";

const secret = "s3cret/päss word+42";
const forms = [
  secret,
  encodeURIComponent(secret),
  Buffer.from(secret).toString("base64"),
  JSON.stringify(secret).slice(1, -1),
];

/** Everything a data folder holds, as bytes in Latin 1. */
function allBytes(folder: string): string {
  return readdirSync(folder, { recursive: true })
    .map((name) => join(folder, String(name)))
    .filter((path) => statSync(path).isFile())
    .map((path) => readFileSync(path, "latin1"))
    .join("\n");
}

describe("a secret of a configuration", () => {
  it("reaches the step, and no file, log, event, error, result or export", async () => {
    const sluice = new Sluice();
    const set = await sluice.run(["config", "set", "prod", "pw", "--secret"], { input: `${secret}\n` });
    expect(set.out).toContain('Set "pw" in the new configuration prod, encrypted.');
    const code = [
      "const { pw } = values;",
      "console.log('plain ' + pw);",
      "step.logger.warning('url http://x/?q=' + encodeURIComponent(pw));",
      "step.logger.flow(Buffer.from('me:' + pw).toString('base64'));",
      "return { pw };",
    ].join("\n");
    const next = `if (input.pw.length !== ${secret.length}) throw new Error('changed'); throw new Error('bad ' + input.pw)`;
    const steps = [
      { name: "use", file: "Script", code, values: { pw: "${config.pw}" }, output_to: ["next"] },
      { name: "next", file: "Script", code: next },
    ];
    const app = sluice.write("app.json", { name: "app", configuration: "prod", app_variables: [], steps });
    const runs = [
      await sluice.run(["run", app, "--debug", "--json", "--result", "result.json"]),
      await sluice.run(["run", app, "--debug"]),
      await sluice.run(["show", "last", "use"]),
      await sluice.run(["show", "last", "--json"]),
      await sluice.run(["logs", "last"]),
      await sluice.run(["config", "show", "prod"]),
      await sluice.run(["config", "export", "prod"]),
    ];
    const shown =
      runs.map(({ out, err }) => out + err).join("\n") + readFileSync(join(sluice.folder, "result.json"), "utf8");
    expect(shown).toContain("bad •••");
    expect(shown).not.toContain("changed");
    const raw = allBytes(sluice.dataFolder);
    for (const form of forms) {
      expect(shown).not.toContain(form);
      expect(raw).not.toContain(Buffer.from(form).toString("latin1"));
    }
    expect(JSON.parse(readFileSync(join(sluice.folder, "result.json"), "utf8")).steps[0].data).toMatchObject({
      pw: "•••",
    });
  });

  it("stays as it is in its own folder and is unset in another one, which says so", async () => {
    const [home, other] = [new Sluice(), new Sluice()];
    await home.run(["config", "set", "prod", "pw=hunter22", "n=1", "--secret"]);
    await home.run(["config", "set", "prod", "plain=1"]);
    const text = (await home.run(["config", "export", "prod"])).out;
    expect(text).toMatch(/"sluice:v1:[0-9a-f]{8}:/);
    expect((await home.run(["config", "import", home.write("prod.json", text), "--overwrite"])).code).toBe(0);
    expect((await home.run(["config", "export", "prod"])).out).toBe(text);
    const imported = await other.run(["config", "import", other.write("prod.json", text)]);
    expect(imported.out).toContain('"pw" was encrypted with another key and has no value now');
    expect((await other.run(["config", "show", "prod"])).out).toMatch(/pw +not set +encrypted[\s\S]*plain +1/);
    await other.run(["config", "set", "prod", "pw=again"]);
    expect((await other.run(["config", "export", "prod"])).out).not.toContain("again");
    expect((await other.run(["config", "delete", "prod"])).code).toBe(0);
    expect(await other.json(["config", "list"])).toEqual([]);
  });
});
