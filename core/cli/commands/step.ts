import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { type JsonValue, parseJson } from "../../base/json.ts";
import { isSluiceError, SluiceError } from "../../base/SluiceError.ts";
import { fromTypedJson } from "../../base/typedJson.ts";
import type { ApiClient } from "../../client/ApiClient.ts";
import { fromJsonNames } from "../../client/fromJsonNames.ts";
import { type DataSummary, logLevels } from "../../model/RunRecord.ts";
import type { StepManifest } from "../../model/StepManifest.ts";
import type { Services } from "../../service/createServices.ts";
import { invalidDocument } from "../../service/failures.ts";
import { inputStep } from "../../service/runs/RunService.ts";
import type { RunResult, StepData } from "../../service/runs/toRunResult.ts";
import { withOwner } from "../openHost.ts";
import { chooseLevel, parsePairs } from "../options.ts";
import { formatData, safeLines } from "../output/formats.ts";
import { createOutput, type Output } from "../output/Output.ts";
import { levelName } from "../progress/formatLogLine.ts";
import { readText } from "../readInput.ts";
import { readResult, readStepRun } from "../readRun.ts";
import { type ClientWish, findHost, withReadingClient } from "../withClient.ts";
import { exitCodeOf, noteUnset } from "./run.ts";
import { findConfiguration, readConfigurationOption } from "./runTarget.ts";
import { startHere, startThere } from "./startRun.ts";
import { watchRun } from "./watchRun.ts";

export interface StepRunOptions extends ClientWish {
  param?: string[];
  input?: string;
  config?: string;
  debug?: boolean;
  level?: string;
  syncpack?: string;
  quiet?: boolean;
}

/** `sluice step run NAME`: one step class with given parameters and input; nothing upstream runs. */
export async function stepRunCommand(file: string, options: StepRunOptions): Promise<number> {
  const output = createOutput(options);
  const parameters = parsePairs(options.param, "--param");
  const logLevel = chooseLevel(options, logLevels.debug);
  const input = options.input === undefined ? undefined : readInput(options.input);
  const watched = {
    output: { ...output, isInteractive: false },
    steps: [{ ...emptyView, name: file, file, syncpack: options.syncpack }],
  };
  const given = { file, syncpack: options.syncpack, parameters, logLevel };
  const client = await findHost(options);
  if (client === undefined) {
    return withOwner(options, async (host) => {
      host.warm(1);
      const configuration = findConfiguration(options.config, host.services);
      noteUnset(configuration?.unset ?? [], output);
      const request = {
        ...given,
        configuration: configuration?.document,
        ...(input === undefined ? {} : { input: { value: fromTypedJson(input.value) } }),
      };
      const run = await watchRun({ ...watched, start: () => startHere(host, () => host.runs.startStep(request)) });
      const found = { runId: run.id, step: file };
      await printOutcome(
        { result: () => host.services.queries.result(run.id), step: () => readStepHere(host.services, found) },
        output,
      );
      return exitCodeOf(run);
    });
  }
  const accept = async () => {
    const accepted = await client.call("startStepRun", {
      body: {
        file,
        params: parameters,
        log_level: levelName(logLevel),
        ...readConfigurationOption(options.config),
        ...(options.syncpack === undefined ? {} : { syncpack: options.syncpack }),
        ...(input === undefined ? {} : { input: input.value }),
      },
    });
    noteUnset(accepted.unset, output);
    return accepted;
  };
  const run = await watchRun({ ...watched, start: () => startThere(client, accept) });
  const found = { runId: run.id, step: file };
  await printOutcome({ result: () => readResult(client, run.id), step: () => readStepThere(client, found) }, output);
  return exitCodeOf(run);
}

const emptyView = {
  outputTo: [],
  errorTo: [],
  continueOnError: false,
  disabled: false,
  attemptTimeout: undefined,
  routes: {},
  retry: { retryMax: 0, retryBackoff: false, retryJitter: false, retryBackoffMax: 600, retryCountdown: 180 },
  parameters: {},
};

/** How the end of a run is read: in this process, or from a host. */
interface Outcome {
  result(): RunResult | Promise<RunResult>;
  step(): SavedData | Promise<SavedData>;
}

async function printOutcome(outcome: Outcome, output: Output): Promise<void> {
  if (output.isJson) {
    const result = await outcome.result();
    output.json({ type: "result", ...result, steps: result.steps.filter(({ name }) => name !== inputStep) });
    return;
  }
  const { summary, saved } = await outcome.step();
  if (saved.kind !== "data") {
    output.note(output.errorStyle("dim", "It saved no data."));
    return;
  }
  if (summary !== undefined) output.note(output.errorStyle("dim", `Saved data, ${formatData(summary)}:`));
  output.line(safeLines(JSON.stringify(saved.data, null, 2)));
}

interface SavedData {
  summary: DataSummary | undefined;
  saved: StepData;
}

function readStepHere({ queries }: Services, { runId, step }: { runId: string; step: string }): SavedData {
  const stepRun = queries.getStepRun(runId, step);
  return { summary: stepRun.data, saved: queries.stepData(stepRun) };
}

async function readStepThere(client: ApiClient, { runId, step }: { runId: string; step: string }): Promise<SavedData> {
  const { stepRun, data } = await readStepRun(client, { runId, step });
  return { summary: stepRun.data, saved: data };
}

/** `@file`, `-` for stdin, or JSON itself; typed JSON gives dates, bytes and so on. */
function readInput(given: string): { value: JsonValue } {
  const name = given.startsWith("@") ? given.slice(1) : given;
  const isFile = given.startsWith("@") || given === "-";
  const parsed = parseJson(isFile ? readText(name) : given);
  if (parsed.ok) return { value: parsed.value };
  const { line, column } = parsed.position;
  const message = `Line ${line}, column ${column}: ${parsed.message}.`;
  throw invalidDocument(isFile ? name : "--input", {
    problems: [{ severity: "error", code: "invalid_json", path: "$", message }],
    position: parsed.position,
  });
}

export interface StepNewOptions extends ClientWish {
  dir: string;
  force?: boolean;
}

/** The step class that new ones start from (manual, stepTemplate). */
const template = "stepTemplate";

/** `sluice step new NAME`: writes a commented step class to begin with. */
export function stepNewCommand(name: string, options: StepNewOptions): Promise<number> {
  const output = createOutput(options);
  if (!/^[A-Za-z_$][A-Za-z0-9_$]*$/.test(name)) {
    throw new SluiceError(
      "wrong_use",
      `"${name}" cannot be the name of a class: letters, digits and "_", the first no digit.`,
    );
  }
  return withReadingClient(options, async (client) => {
    if (await isKnown(client, name)) {
      throw new SluiceError("already_exists", `There is a step class "${name}" already. Choose another name.`);
    }
    const path = join(options.dir, `${name}.ts`);
    if (existsSync(path) && options.force !== true) {
      throw new SluiceError("already_exists", `There is a file ${path} already. --force writes over it.`);
    }
    const { code: source } = await client.call("getStep", { params: { name: template } });
    mkdirSync(resolve(options.dir), { recursive: true });
    writeFileSync(path, source.replaceAll(template, name));
    if (output.isJson) output.json({ name, path });
    else {
      output.line(`${output.style("green", "✔")} Wrote ${path}`);
      output.line(`Try it:  sluice step run ${name} --steps ${options.dir}`);
    }
    return 0;
  });
}

async function isKnown(client: ApiClient, name: string): Promise<boolean> {
  try {
    await client.call("getStep", { params: { name } });
    return true;
  } catch (error) {
    if (isSluiceError(error, "not_found")) return false;
    // One that does not compile has its name, too.
    if (isSluiceError(error, "compile_failed") || isSluiceError(error, "step_class_invalid")) return true;
    throw error;
  }
}

/** `sluice step list` */
export function stepListCommand(options: ClientWish): Promise<number> {
  const output = createOutput(options);
  return withReadingClient(options, async (client) => {
    const entries = (await client.call("listSteps")).map(({ name, syncpack, owner, manifest, problem }) => ({
      name,
      syncpack,
      owner,
      manifest: manifest === null ? undefined : fromJsonNames<StepManifest>(manifest as never),
      problem,
    }));
    if (output.isJson) {
      output.json(
        entries.map(({ name, syncpack, manifest, problem }) => ({
          name,
          syncpack,
          friendly_name: manifest?.friendlyName ?? null,
          description: manifest?.description ?? null,
          version: manifest?.version ?? null,
          problem,
        })),
      );
      return 0;
    }
    const { printTable } = await import("../output/table.ts");
    printTable(output, entries, [
      { title: "NAME", value: ({ name }) => name, paint: (_row, cell) => output.style("bold", cell) },
      { title: "FROM", value: ({ syncpack, owner }) => syncpack ?? owner },
      { title: "TITLE", value: ({ manifest }) => manifest?.friendlyName ?? "" },
      {
        title: "WHAT IT DOES",
        value: ({ manifest, problem }) =>
          manifest === undefined ? `✖ ${firstLine(problem ?? "")}` : describe(manifest),
        paint: ({ problem }, cell) => (problem === null ? cell : output.style("red", cell)),
      },
    ]);
    return 0;
  });
}

/** Importing runs no code, so of a class that was never run only the name is known. */
function describe(manifest: StepManifest): string {
  return manifest.unread === true ? "imported; its parameters are read when it first runs" : manifest.description;
}

function firstLine(text: string): string {
  return text.split("\n")[0] ?? "";
}

export interface StepShowOptions extends ClientWish {
  syncpack?: string;
  code?: boolean;
}

/** `sluice step show NAME` */
export function stepShowCommand(file: string, options: StepShowOptions): Promise<number> {
  const output = createOutput(options);
  return withReadingClient(options, async (client) => {
    const found = await client.call("getStep", {
      params: { name: file },
      query: options.syncpack === undefined ? {} : { syncpack: options.syncpack },
    });
    const { owner, code: source } = found;
    const manifest = fromJsonNames<StepManifest>(found.manifest as never);
    if (output.isJson) {
      output.json({ ...manifest, owner, source });
      return 0;
    }
    if (options.code === true) {
      output.text(source);
      return 0;
    }
    const { style } = output;
    output.line(
      `${style("bold", manifest.file)}  ${manifest.friendlyName}  ${style("dim", `version ${manifest.version}, from ${owner}`)}`,
    );
    output.line(describe(manifest));
    const { parameters, help } = manifest;
    if (parameters.length > 0) {
      output.line();
      output.line(style("bold", "Parameters"));
      const width = Math.max(...parameters.map(({ name }) => name.length));
      for (const parameter of parameters) {
        const facts = [
          parameter.kind,
          ...(parameter.required === true ? ["required"] : []),
          ...(parameter.defaultValue === undefined || parameter.defaultValue === null
            ? []
            : [`default ${JSON.stringify(parameter.defaultValue)}`]),
          ...(parameter.options === undefined
            ? []
            : [`one of ${parameter.options.map(({ value }) => String(value)).join(", ")}`]),
        ];
        output.line(`  ${style("cyan", parameter.name.padEnd(width))}  ${style("dim", facts.join(", "))}`);
        if (parameter.description !== undefined) output.line(`  ${" ".repeat(width)}  ${parameter.description}`);
      }
    }
    if (manifest.outputs !== undefined && manifest.outputs.length > 0) {
      output.line(`\n${style("bold", "Outputs")}  ${manifest.outputs.map(({ name }) => name).join(", ")}`);
    }
    if (help !== undefined && help.trim() !== "") output.line(`\n${help.trim()}`);
    output.line(style("dim", `\nIts code: sluice step show ${manifest.file} --code`));
    return 0;
  });
}
