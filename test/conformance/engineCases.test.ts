import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { type JsonObject, type JsonValue, parseJson } from "../../core/base/json.ts";
import type { AttemptRequest } from "../../core/engine/ports/StepWorkers.ts";
import { type ApplicationCase, casesMissing, listCases } from "../support/cases.ts";
import { readStored, type Script, succeed } from "../support/FakeStepWorkers.ts";
import { buildRun, TestEngine } from "../support/TestEngine.ts";

const folders = ["wfcommons", "n8n", "prismatic", "node-red"];
const cases = folders.flatMap(listCases).filter(({ oracle }) => oracle.valid && oracle.digest !== undefined);

/** What the step class of the cases does, without a worker process. */
const trace: Script = (request) => {
  const digests = request.inputs.map(readDigest).sort();
  const digest = createHash("sha256")
    .update(`${request.stepName}|${digests.join(",")}`)
    .digest("hex")
    .slice(0, 16);
  return succeed({ [request.stepName]: digest });
};

function readDigest({ step, data }: AttemptRequest["inputs"][number]): string {
  const saved = data.kind === "stored" ? (readStored(data.stored) as Record<string, JsonValue>) : {};
  return String(saved[step]);
}

async function runCase({ text, oracle }: ApplicationCase) {
  const parsed = parseJson(text);
  if (!parsed.ok) throw new Error(parsed.message);
  const document = parsed.value as JsonObject;
  const names = (document.steps as JsonObject[]).map((entry) => String(entry.name));
  const host = new TestEngine({ scripts: Object.fromEntries(names.map((name) => [name, trace])) });
  await host.engine.accept(buildRun(document));
  const ended = await host.end("isapp-1");
  const digests: Record<string, string> = {};
  for (const item of host.store.commits.flat()) {
    if (item.event.type !== "step.finished" || !("output" in item) || item.output === undefined) continue;
    digests[item.event.step] = String((readStored(item.output) as JsonObject)[item.event.step]);
  }
  return { host, ended, digests, oracle };
}

describe.skipIf(cases.length === 0)(`Applications from outside (skipped if ${casesMissing})`, () => {
  it.each(cases)("$name runs every step once, after its producers, with their data", async (application) => {
    const { host, ended, digests, oracle } = await runCase(application);
    expect(ended.state).toBe("SUCCESS");
    expect(host.workers.requests).toHaveLength(oracle.n_steps);
    expect(digests).toEqual(oracle.digest);
    expect(host.bugs).toEqual([]);
  });
});
