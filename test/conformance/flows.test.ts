import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isJsonObject, type JsonObject } from "../../core/base/json.ts";
import { isSluiceError } from "../../core/base/SluiceError.ts";
import { type OwnerHost, openHost } from "../../core/host.ts";
import type { StepRunRecord } from "../../core/model/RunRecord.ts";
import { readApplication } from "../../core/model/readApplication.ts";
import { type ApplicationCase, casesMissing, listCases } from "../support/cases.ts";

/** Every application of the cases runs with the result its oracle names, or is refused before any step runs. */
const folders = ["wfcommons", "n8n", "prismatic", "node-red"];
const traceSteps = fileURLToPath(new URL("../fixtures/traceSteps", import.meta.url));
const cases = folders.flatMap((folder) => listCases(folder));

describe.skipIf(cases.length === 0)(
  `flows of the cases${cases.length === 0 ? ` (skipped: ${casesMissing})` : ""}`,
  () => {
    let folder: string;
    let host: OwnerHost;

    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), "sluice-flows-"));
      host = await openHost({
        dataFolder: join(folder, "data"),
        cacheFolder: join(folder, "cache"),
        mode: "owner",
        stepFolders: [traceSteps],
        onBug: (error) => {
          throw error;
        },
      });
    });

    afterAll(async () => {
      await host.close();
      rmSync(folder, { recursive: true, force: true });
    });

    test.each(cases.filter((flow) => flow.oracle.valid))(
      "$name gives the digests of its oracle",
      async (flow) => {
        const { document, name } = prepare(flow);
        const edges = readApplication(document, () => undefined).steps.flatMap((step) => step.outputTo);
        expect({ steps: (document.steps as JsonObject[]).length, edges: edges.length }).toEqual({
          steps: flow.oracle.n_steps,
          edges: flow.oracle.n_edges,
        });
        const configuration =
          flow.configuration === undefined ? undefined : await importConfiguration(flow.configuration);
        const { run } = await host.runs.start({
          name,
          document,
          ...(configuration === undefined ? {} : { configuration }),
          parameters: {},
          logLevel: 25,
          triggeredBy: { kind: "USER" },
        });
        const ended = await host.runs.finished(run.id);
        const steps = host.store.reader.stepRuns(run.id);
        const data = Object.assign({}, ...steps.map((step) => readData(step)));
        expect({ state: ended.state, data, attempts: new Set(steps.map((step) => step.attempts)) }).toEqual({
          state: "SUCCESS",
          data: flow.oracle.digest,
          attempts: new Set([1]),
        });
        expect(startedTooEarly(document, run.id)).toEqual([]);
      },
      120_000,
    );

    test.each(cases.filter((flow) => !flow.oracle.valid))("$name is refused before any step runs", async (flow) => {
      const { document, name } = prepare(flow);
      const imported = await host.services.applications.import(flow.text, { fileName: flow.fileName, overwrite: true });
      expect(imported.result).toBe("draft");
      const exported = JSON.parse(host.services.applications.export(imported.name, { layout: false })) as JsonObject;
      expect(exported).toEqual(JSON.parse(flow.text));
      const runsBefore = host.store.reader.list({ limit: 1000 }).length;
      const refusal = await host.runs
        .start({ name, document, parameters: {}, logLevel: 25, triggeredBy: { kind: "USER" } })
        .then(
          () => undefined,
          (error: unknown) => error,
        );
      if (!isSluiceError(refusal, "invalid_document")) throw new Error(`not refused: ${String(refusal)}`);
      expect(host.store.reader.list({ limit: 1000 }).length).toBe(runsBefore);
      const text = JSON.stringify(refusal.details);
      const named = [...flow.oracle.cycles.flat(), ...flow.oracle.dangling.flat()];
      expect(named.filter((step) => text.includes(JSON.stringify(step).slice(1, -1))).length).toBeGreaterThan(0);
    });

    function readData(step: StepRunRecord): unknown {
      const read = host.services.queries.stepData(step);
      return read.kind === "data" ? read.data : {};
    }

    async function importConfiguration(text: string): Promise<JsonObject> {
      await host.services.configurations.import(text, { fileName: "config.json", overwrite: true });
      const { name } = JSON.parse(text) as { name: string };
      const found = host.services.configurations.find(name);
      if (found === undefined) throw new Error(`configuration ${name} was not stored`);
      return found;
    }

    /** Steps whose first attempt was committed before all their producers had ended. */
    function startedTooEarly(document: JsonObject, runId: string): string[] {
      const view = readApplication(document, () => undefined);
      const ended = new Set<string>();
      const early: string[] = [];
      const producers = new Map<string, string[]>(view.steps.map((step) => [step.name, []]));
      for (const step of view.steps) for (const consumer of step.outputTo) producers.get(consumer)?.push(step.name);
      for (const event of host.store.reader.events({ runId, after: 0, limit: 1_000_000 })) {
        if (event.type === "step.finished") ended.add(event.step);
        if (event.type === "step.started" && !(producers.get(event.step) ?? []).every((name) => ended.has(name))) {
          early.push(event.step);
        }
      }
      expect(ended.size).toBe(view.steps.length);
      return early;
    }
  },
);

/** The document without its waiting times, which only the benchmark needs. */
function prepare(flow: ApplicationCase): { name: string; document: JsonObject } {
  const document = JSON.parse(flow.text) as JsonObject;
  for (const step of document.steps as JsonObject[]) if (isJsonObject(step)) delete step.runtime_ms;
  return { name: String(document.name), document };
}
