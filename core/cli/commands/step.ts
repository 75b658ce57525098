import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseJson } from "../../base/json.ts";
import { SluiceError } from "../../base/SluiceError.ts";
import { fromTypedJson } from "../../base/typedJson.ts";
import type { OwnerHost } from "../../host.ts";
import { logLevels } from "../../model/RunRecord.ts";
import type { StepManifest } from "../../model/StepManifest.ts";
import { invalidDocument } from "../../service/failures.ts";
import { inputStep } from "../../service/runs/RunService.ts";
import { withOwner, withReader } from "../openHost.ts";
import { type CommonOptions, chooseLevel, parsePairs } from "../options.ts";
import { formatData, safeLines } from "../output/formats.ts";
import { createOutput, type Output } from "../output/Output.ts";
import { readText } from "../readInput.ts";
import { exitCodeOf, noteUnset } from "./run.ts";
import { findConfiguration } from "./runTarget.ts";
import { watchRun } from "./watchRun.ts";

export interface StepRunOptions extends CommonOptions {
  param?: string[];
  input?: string;
  config?: string;
  debug?: boolean;
  level?: string;
  steps?: string[];
  syncpack?: string;
  quiet?: boolean;
}

/** `sluice step run NAME`: one step class with given parameters and input; nothing upstream runs. */
export async function stepRunCommand(file: string, options: StepRunOptions): Promise<number> {
  const output = createOutput(options);
  const parameters = parsePairs(options.param, "--param");
  const logLevel = chooseLevel(options, logLevels.debug);
  const input = options.input === undefined ? undefined : readInput(options.input);
  return withOwner(options, async (host) => {
    host.warm(1);
    const configuration = findConfiguration(options.config, host.services);
    noteUnset(configuration?.unset ?? [], output);
    const view = { name: file, file, syncpack: options.syncpack, ...emptyView };
    const run = await watchRun({
      host,
      output: { ...output, isInteractive: false },
      steps: [view],
      start: () =>
        host.runs.startStep({
          file,
          syncpack: options.syncpack,
          parameters,
          configuration: configuration?.document,
          logLevel,
          ...(input === undefined ? {} : { input }),
        }),
    });
    printData(host, { runId: run.id, step: file, output });
    return exitCodeOf(run);
  });
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

function printData(host: OwnerHost, { runId, step, output }: { runId: string; step: string; output: Output }): void {
  const { queries } = host.services;
  if (output.isJson) {
    const result = queries.result(runId);
    output.json({ type: "result", ...result, steps: result.steps.filter(({ name }) => name !== inputStep) });
    return;
  }
  const stepRun = queries.getStepRun(runId, step);
  const data = queries.stepData(stepRun);
  if (data.kind !== "data") {
    output.note(output.errorStyle("dim", "It saved no data."));
    return;
  }
  if (stepRun.data !== undefined) output.note(output.errorStyle("dim", `Saved data, ${formatData(stepRun.data)}:`));
  output.line(safeLines(JSON.stringify(data.data, null, 2)));
}

/** `@file`, `-` for stdin, or JSON itself; typed JSON gives dates, bytes and so on. */
function readInput(given: string): { value: unknown } {
  const name = given.startsWith("@") ? given.slice(1) : given;
  const isFile = given.startsWith("@") || given === "-";
  const parsed = parseJson(isFile ? readText(name) : given);
  if (parsed.ok) return { value: fromTypedJson(parsed.value) };
  const { line, column } = parsed.position;
  const message = `Line ${line}, column ${column}: ${parsed.message}.`;
  throw invalidDocument(isFile ? name : "--input", {
    problems: [{ severity: "error", code: "invalid_json", path: "$", message }],
    position: parsed.position,
  });
}

export interface StepNewOptions extends CommonOptions {
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
  return withReader(options, async ({ services }) => {
    if (services.stepClasses.listNames().includes(name)) {
      throw new SluiceError("already_exists", `There is a step class "${name}" already. Choose another name.`);
    }
    const path = join(options.dir, `${name}.ts`);
    if (existsSync(path) && options.force !== true) {
      throw new SluiceError("already_exists", `There is a file ${path} already. --force writes over it.`);
    }
    const { source } = await services.stepClasses.load(template, undefined, { read: false });
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

/** `sluice step list` */
export function stepListCommand(options: CommonOptions & { steps?: string[] }): Promise<number> {
  const output = createOutput(options);
  return withReader(options, async ({ services }) => {
    const entries = await services.stepClasses.list();
    if (output.isJson) {
      output.json(
        entries.map((entry) => ({
          name: entry.file,
          syncpack: entry.syncpack ?? null,
          friendly_name: entry.manifest?.friendlyName ?? null,
          description: entry.manifest?.description ?? null,
          version: entry.manifest?.version ?? null,
          problem: "problem" in entry ? entry.problem.message : null,
        })),
      );
      return 0;
    }
    const { printTable } = await import("../output/table.ts");
    printTable(output, entries, [
      { title: "NAME", value: ({ file }) => file, paint: (_row, cell) => output.style("bold", cell) },
      { title: "FROM", value: ({ syncpack, owner }) => syncpack ?? owner },
      { title: "TITLE", value: ({ manifest }) => manifest?.friendlyName ?? "" },
      {
        title: "WHAT IT DOES",
        value: (entry) => ("problem" in entry ? `✖ ${firstLine(entry.problem.message)}` : describe(entry.manifest)),
        paint: (entry, cell) => ("problem" in entry ? output.style("red", cell) : cell),
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

export interface StepShowOptions extends CommonOptions {
  steps?: string[];
  syncpack?: string;
  code?: boolean;
}

/** `sluice step show NAME` */
export function stepShowCommand(file: string, options: StepShowOptions): Promise<number> {
  const output = createOutput(options);
  return withReader(options, async ({ services }) => {
    const { manifest, source, owner } = await services.stepClasses.load(file, options.syncpack, { read: false });
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
