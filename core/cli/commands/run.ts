import { existsSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { JsonValue } from "../../base/json.ts";
import { SluiceError } from "../../base/SluiceError.ts";
import type { ApiClient } from "../../client/ApiClient.ts";
import { type LogLevelName, logLevels, type RunRecord } from "../../model/RunRecord.ts";
import type { Services } from "../../service/createServices.ts";
import { withOwner } from "../openHost.ts";
import { chooseLevel, parseCount, parsePairs } from "../options.ts";
import { plural } from "../output/formats.ts";
import { createOutput, type Output } from "../output/Output.ts";
import { levelName } from "../progress/formatLogLine.ts";
import { type ClientWish, findHost } from "../withClient.ts";
import { findConfiguration, findTarget, readConfigurationOption, readTarget } from "./runTarget.ts";
import { startHere, startThere } from "./startRun.ts";
import { watchRun } from "./watchRun.ts";

export interface RunOptions extends ClientWish {
  param?: string[];
  config?: string;
  debug?: boolean;
  level?: string;
  queue?: string;
  workers?: string;
  result?: string;
  quiet?: boolean;
}

/** `sluice run FILE|NAME` */
export async function runCommand(target: string, options: RunOptions): Promise<number> {
  const output = createOutput(options);
  const parameters = parsePairs(options.param, "--param");
  const logLevel = chooseLevel(options, logLevels.flow);
  const workers = options.workers === undefined ? undefined : parseCount(options.workers, "--workers");
  assertWritable(options.result);
  const asked = { parameters, logLevel, workers, queue: options.queue };
  const client = await findHost(options);
  if (client !== undefined) return runThere(client, { target, asked, options, output });
  return withOwner(options, async (host) => {
    host.warm(1);
    const { services } = host;
    noteUnfinished(services, output);
    const { from, ...found } = findTarget(target, services);
    const configuration = findConfiguration(options.config, services);
    noteUnset(configuration?.unset ?? [], output);
    const request = { ...found, ...asked, configuration: configuration?.document };
    const accept = () => host.runs.start({ ...request, triggeredBy: { kind: "USER" } });
    const run = await watchRun({ from, output, start: () => startHere(host, accept) });
    writeResult(options.result, () => services.queries.result(run.id));
    return exitCodeOf(run);
  });
}

interface Asked {
  parameters: Record<string, JsonValue>;
  logLevel: number;
  workers: number | undefined;
  queue: string | undefined;
}

async function runThere(
  client: ApiClient,
  given: { target: string; asked: Asked; options: RunOptions; output: Output },
): Promise<number> {
  const { target, asked, options, output } = given;
  const file = readTarget(target);
  const configuration = readConfigurationOption(options.config);
  const body = {
    ...configuration,
    params: asked.parameters,
    log_level: levelName(asked.logLevel) as LogLevelName,
    ...(asked.queue === undefined ? {} : { queue: asked.queue }),
    ...(asked.workers === undefined ? {} : { workers: asked.workers }),
  };
  const accept = async () => {
    if (file === undefined) return client.call("runApplicationByName", { params: { name: target }, body });
    const { name, document } = file;
    const accepted = await client.call("startRun", { body: { ...body, name, document } });
    noteUnset(accepted.unset, output);
    return accepted;
  };
  const run = await watchRun({ from: file?.from, output, start: () => startThere(client, accept) });
  if (options.result !== undefined) {
    const result = await client.call("getRunResult", { params: { run_id: run.id } });
    writeResult(options.result, () => result);
  }
  return exitCodeOf(run);
}

export function exitCodeOf(run: RunRecord): number {
  return run.state === "SUCCESS" ? 0 : 1;
}

/** Runs that an earlier process left; nobody but `resume` takes them up. */
export function noteUnfinished(services: Services, output: Output): void {
  const count = services.queries.countUnfinished();
  if (count === 0) return;
  const verb = count === 1 ? "is" : "are";
  output.note(
    `${plural(count, "run")} of this data folder ${verb} unfinished. "sluice resume" takes ${count === 1 ? "it" : "them"} up.`,
  );
}

export function noteUnset(unset: readonly string[], output: Output): void {
  if (unset.length === 0) return;
  const names = unset.map((name) => `"${name}"`).join(", ");
  output.note(`Without a value, because it was encrypted with another key: ${names}. Set it with "sluice config set".`);
}

/** Checked before the run, so that no result is lost at its end. */
function assertWritable(path: string | undefined): void {
  if (path === undefined || existsSync(dirname(resolve(path)))) return;
  throw new SluiceError("wrong_use", `--result: there is no folder ${dirname(resolve(path))}.`);
}

function writeResult(path: string | undefined, read: () => object): void {
  if (path !== undefined) writeFileSync(path, `${JSON.stringify(read(), null, 2)}\n`);
}
