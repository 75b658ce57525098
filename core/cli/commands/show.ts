import type { ApiClient } from "../../client/ApiClient.ts";
import type { RunRecord } from "../../model/RunRecord.ts";
import { readApplication } from "../../model/readApplication.ts";
import { toIsoTime } from "../../service/runs/toRunResult.ts";
import { formatData, formatTime, plural, safeLines } from "../output/formats.ts";
import { createOutput, type Output } from "../output/Output.ts";
import { stateStyle } from "../output/stateStyle.ts";
import { describeSkip, describeWait } from "../progress/describeStep.ts";
import { layoutTree } from "../progress/layoutTree.ts";
import { renderError } from "../progress/renderFailures.ts";
import { renderSummary, renderTree } from "../progress/renderTree.ts";
import { toProgress } from "../progress/toProgress.ts";
import { readResult, readRun, readRunDocument, readStepRun, readStepRuns } from "../readRun.ts";
import { type ClientWish, withReadingClient } from "../withClient.ts";
import { describeTrigger } from "./runs.ts";

/** `sluice show RUN [STEP]` */
export function showCommand(runId: string, step: string | undefined, options: ClientWish): Promise<number> {
  const output = createOutput(options);
  return withReadingClient(options, async (client) => {
    const run = await readRun(client, runId);
    if (step !== undefined) await showStep(client, { run, step, output });
    else if (output.isJson) output.json(await readResult(client, run.id));
    else await showRun(client, run, output);
    return 0;
  });
}

async function showRun(client: ApiClient, run: RunRecord, output: Output): Promise<void> {
  const { style } = output;
  const stepRuns = await readStepRuns(client, run.id);
  const progress = toProgress(run, stepRuns);
  const { steps } = readApplication(await readRunDocument(client, run.id), () => undefined);
  const layout = layoutTree(steps);
  const now = Date.now();
  output.line(`${style("bold", run.appName)}  ${style("dim", run.id)}`);
  output.line(style("dim", describeRun(run)));
  const width = process.stdout.columns || 160;
  for (const line of renderTree({ progress, layout, width, height: Number.POSITIVE_INFINITY, now, style }))
    output.line(line);
  for (const { name, error, state } of stepRuns) {
    if (error === undefined || state !== "FAILURE") continue;
    for (const line of renderError(name, error, style)) output.line(line);
  }
  const rows = await countReportRows(client, run.id);
  if (rows !== undefined) {
    output.line(style("dim", `It made a report, ${plural(rows, "row")}: sluice report show ${run.id}`));
  }
  output.line(renderSummary(progress, { style, now }));
}

async function countReportRows(client: ApiClient, runId: string): Promise<number | undefined> {
  const { reports } = await client.call("listReports", { query: { search: runId, limit: 1 } });
  return reports[0]?.rows;
}

function describeRun(run: RunRecord): string {
  const facts = [
    `accepted ${formatTime(run.acceptedAt)}`,
    `by ${describeTrigger(run.triggeredBy)}`,
    `queue ${run.queue}`,
  ];
  if (run.configuration !== undefined) facts.push(`configuration ${run.configuration}`);
  if (run.replayOf !== undefined) facts.push(`again after ${run.replayOf}`);
  return facts.join(", ");
}

async function showStep(client: ApiClient, shown: { run: RunRecord; step: string; output: Output }): Promise<void> {
  const { run, output } = shown;
  const { stepRun, data } = await readStepRun(client, { runId: run.id, step: shown.step });
  if (output.isJson) {
    const { startedAt, finishedAt, error, skipped, ...rest } = stepRun;
    const times = { started_at: toIsoTime(startedAt), finished_at: toIsoTime(finishedAt) };
    output.json({
      id: rest.id,
      run: run.id,
      name: rest.name,
      file: rest.file,
      state: rest.state,
      warning: rest.warning,
      attempts: rest.attempts,
      ...times,
      saved: rest.data ?? null,
      data: data.kind === "data" ? data.data : null,
      error: error ?? null,
      skipped: skipped ?? null,
    });
    return;
  }
  const { style } = output;
  const look = stateStyle(stepRun.state, stepRun.warning);
  output.line(
    `${look.paint(style, `${look.icon} ${stepRun.name}`)}  ${style("dim", `${stepRun.file}, ${plural(stepRun.attempts, "attempt")}`)}`,
  );
  if (stepRun.error !== undefined)
    for (const line of renderError(stepRun.name, stepRun.error, style)) output.line(line);
  if (stepRun.skipped !== undefined) output.line(`Skipped ${describeSkip(stepRun.skipped)}.`);
  if (stepRun.wait !== undefined) output.line(describeWait(stepRun.wait));
  if (data.kind === "none") output.line(style("dim", "It saved no data."));
  if (data.kind === "pruned") output.line(style("dim", "Its data was pruned."));
  if (data.kind === "data") {
    if (stepRun.data !== undefined) output.line(style("dim", `Saved data, ${formatData(stepRun.data)}:`));
    output.line(safeLines(JSON.stringify(data.data, null, 2)));
  }
}
