import { existsSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { SluiceError } from "../../base/SluiceError.ts";
import type { RunRecord } from "../../model/RunRecord.ts";
import { logLevels } from "../../model/RunRecord.ts";
import { readApplication } from "../../model/readApplication.ts";
import type { Services } from "../../service/createServices.ts";
import { withOwner } from "../openHost.ts";
import { type CommonOptions, chooseLevel, parseCount, parsePairs } from "../options.ts";
import { plural } from "../output/formats.ts";
import { createOutput, type Output } from "../output/Output.ts";
import { findConfiguration, findTarget } from "./runTarget.ts";
import { watchRun } from "./watchRun.ts";

export interface RunOptions extends CommonOptions {
  param?: string[];
  config?: string;
  debug?: boolean;
  level?: string;
  queue?: string;
  workers?: string;
  steps?: string[];
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
  return withOwner(options, async (host) => {
    host.warm(1);
    const { services } = host;
    noteUnfinished(services, output);
    const { from, ...found } = findTarget(target, services);
    const configuration = findConfiguration(options.config, services);
    noteUnset(configuration?.unset ?? [], output);
    const run = await watchRun({
      host,
      from,
      output,
      steps: readApplication(found.document, () => undefined).steps,
      start: () =>
        host.runs.start({
          ...found,
          configuration: configuration?.document,
          parameters,
          queue: options.queue,
          logLevel,
          workers,
          triggeredBy: { kind: "USER" },
        }),
    });
    writeResult(run, { services, path: options.result });
    return exitCodeOf(run);
  });
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

function writeResult(run: RunRecord, { services, path }: { services: Services; path: string | undefined }): void {
  if (path === undefined) return;
  writeFileSync(path, `${JSON.stringify(services.queries.result(run.id), null, 2)}\n`);
}
