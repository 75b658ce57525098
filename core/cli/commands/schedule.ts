import { SluiceError } from "../../base/SluiceError.ts";
import type { ApiClient } from "../../client/ApiClient.ts";
import type { Operations } from "../../client/Operations.ts";
import type { FiringRecord, Schedule, ScheduleTimes } from "../../model/Schedule.ts";
import { fromScheduleTimes } from "../../model/scheduleTimes.ts";
import { missedRuleSchema, overlapRuleSchema } from "../../model/schemas/scheduleSchemas.ts";
import { withOwner } from "../openHost.ts";
import { type ExportOptions, parseCount, parsePairs } from "../options.ts";
import { formatTime, oneLine, truncate } from "../output/formats.ts";
import { createOutput, type Output } from "../output/Output.ts";
import { describeFiring, describeTimes, toFiringJson, toScheduleJson } from "../output/schedules.ts";
import { printTable } from "../output/table.ts";
import { writeExport } from "../output/writeExport.ts";
import { readFiring, readSchedule } from "../readSchedule.ts";
import { parseRule, parseTimes, requireTimes, type TimesOptions } from "../scheduleOptions.ts";
import { type ClientWish, findHost, withClient, withReadingClient } from "../withClient.ts";
import { exitCodeOf } from "./run.ts";
import { startHere, startThere } from "./startRun.ts";
import { watchRun } from "./watchRun.ts";

export interface ScheduleOptions extends ClientWish, TimesOptions {
  app?: string;
  param?: string[];
  clearParams?: boolean;
  /** false: `--no-config`. */
  config?: string | false;
  queue?: string | false;
  missed?: string;
  overlap?: string;
  disabled?: boolean;
}

export interface ScheduleNextOptions extends ClientWish, TimesOptions {
  count: string;
}

export interface ScheduleRunOptions extends ClientWish {
  steps?: string[];
  quiet?: boolean;
}

const fewTimes = 10;

/** `sluice schedule list` */
export function scheduleListCommand(options: ClientWish & { app?: string }): Promise<number> {
  const output = createOutput(options);
  return withReadingClient(options, async (client) => {
    const query = options.app === undefined ? {} : { application_id: options.app };
    const list = (await client.call("listSchedules", { query })).map((json) => ({
      schedule: readSchedule(json),
      last: json.last_run === null ? undefined : readFiring(json.entry_id, json.last_run),
    }));
    if (output.isJson) {
      output.json(
        list.map(({ schedule, last }) => ({
          ...toScheduleJson(schedule),
          last: last === undefined ? null : toFiringJson(last),
        })),
      );
    } else if (list.length === 0) {
      output.note('There are no schedules yet. "sluice schedule add NAME --app APP --every SECONDS" makes one.');
    } else {
      printTable(output, list, [
        { title: "NAME", value: ({ schedule }) => schedule.name, paint: (_row, cell) => output.style("bold", cell) },
        { title: "APPLICATION", value: ({ schedule }) => schedule.application },
        { title: "TIMES", value: ({ schedule }) => describeTimes(schedule.times) },
        { title: "NEXT", value: ({ schedule }) => describeNext(schedule) },
        { title: "LAST", value: ({ last }) => (last === undefined ? "" : truncate(oneLine(describeLast(last)), 60)) },
      ]);
    }
    return 0;
  });
}

/** `sluice schedule show NAME` */
export function scheduleShowCommand(name: string, options: ClientWish): Promise<number> {
  const output = createOutput(options);
  return withReadingClient(options, async (client) => {
    const json = await client.call("getSchedule", { params: { entry_id: name } });
    const found = await client.call("listFirings", { params: { entry_id: name }, query: { limit: fewTimes } });
    const firings = found.map((firing) => readFiring(name, firing));
    const schedule = readSchedule(json);
    if (output.isJson) {
      output.json({ ...toScheduleJson(schedule), next: json.next_runs, firings: firings.map(toFiringJson) });
      return 0;
    }
    printSettings(output, schedule);
    printTimes(output, json.next_runs);
    if (firings.length === 0) return 0;
    output.line("Last times");
    printTable(output, firings, [
      { title: "DUE", value: ({ at }) => formatTime(at) },
      { title: "RUN", value: ({ runId }) => runId ?? "" },
      { title: "", value: (firing) => oneLine(describeFiring(firing)) },
    ]);
    return 0;
  });
}

/** `sluice schedule export NAME`: what `POST /schedule` takes. */
export function scheduleExportCommand(name: string, options: ClientWish & ExportOptions): Promise<number> {
  const output = createOutput(options);
  return withReadingClient(options, async (client) => {
    const json = await client.call("getSchedule", { params: { entry_id: name } });
    const { entry_id, application_id, schedule, enabled, missed, overlap, configuration, queue, params } = json;
    const value = { entry_id, application_id, schedule, enabled, missed, overlap, configuration, queue };
    writeExport(output, { value: params === null ? value : { ...value, params }, out: options.out });
    return 0;
  });
}

/** `sluice schedule add NAME --app APP` */
export function scheduleAddCommand(name: string, options: ScheduleOptions): Promise<number> {
  const times = requireTimes(options);
  const settings = parseSettings(options);
  const params = parsePairs(options.param, "--param");
  return withClient(options, async (client) => {
    const enabled = options.disabled !== true;
    const schedule = await client.call("saveSchedule", {
      query: { overwrite: "false" },
      body: {
        entry_id: name,
        application_id: options.app ?? "",
        schedule: toTimesJson(times),
        params,
        enabled,
        ...settings,
      },
    });
    tellChange(readSchedule(schedule), { options, verb: "Added" });
    return 0;
  });
}

/** `sluice schedule set NAME` */
export function scheduleSetCommand(name: string, options: ScheduleOptions): Promise<number> {
  const settings = parseSettings(options);
  const params = parsePairs(options.param, "--param");
  return withClient(options, async (client) => {
    const old = await getSchedule(client, name);
    const times = parseTimes(options, old.times);
    const isChangingParams = options.clearParams === true || options.param !== undefined;
    const schedule = await client.call("changeSchedule", {
      params: { entry_id: name },
      body: {
        ...settings,
        ...(options.app === undefined ? {} : { application_id: options.app }),
        ...(times === undefined ? {} : { schedule: toTimesJson(times) }),
        ...(isChangingParams ? { params: { ...(options.clearParams === true ? {} : old.params), ...params } } : {}),
      },
    });
    tellChange(readSchedule(schedule), { options, verb: "Changed" });
    return 0;
  });
}

/** `sluice schedule enable NAME`, `sluice schedule disable NAME` */
export function scheduleEnableCommand(name: string, options: ClientWish & { enabled: boolean }): Promise<number> {
  return withClient(options, async (client) => {
    const operation = options.enabled ? "enableSchedule" : "disableSchedule";
    const schedule = await client.call(operation, { params: { entry_id: name } });
    tellChange(readSchedule(schedule), { options, verb: options.enabled ? "Enabled" : "Disabled" });
    return 0;
  });
}

/** `sluice schedule delete NAME` */
export function scheduleDeleteCommand(name: string, options: ClientWish): Promise<number> {
  const output = createOutput(options);
  return withClient(options, async (client) => {
    await client.call("deleteSchedule", { params: { entry_id: name } });
    if (output.isJson) output.json({ name, deleted: true });
    else output.line(`Deleted the schedule "${name}".`);
    return 0;
  });
}

/** `sluice schedule run NAME` */
export async function scheduleRunCommand(name: string, options: ScheduleRunOptions): Promise<number> {
  const output = createOutput(options);
  const client = await findHost(options);
  if (client !== undefined) {
    const start = () => startThere(client, () => client.call("runSchedule", { params: { entry_id: name } }));
    return exitCodeOf(await watchRun({ output, start }));
  }
  return withOwner(options, async (host) => {
    host.warm(1);
    const start = () => startHere(host, () => host.scheduler.runNow(name, { triggeredBy: { kind: "USER" } }));
    return exitCodeOf(await watchRun({ output, start }));
  });
}

/** `sluice schedule next [NAME]` */
export function scheduleNextCommand(name: string | undefined, options: ScheduleNextOptions): Promise<number> {
  const output = createOutput(options);
  const count = parseCount(options.count, "--count");
  return withReadingClient(options, async (client) => {
    const times = parseTimes(options);
    if ((name === undefined) === (times === undefined)) {
      throw new SluiceError("wrong_use", "Give the name of a schedule, or times such as --cron EXPRESSION.");
    }
    const { next_runs: next } =
      times === undefined
        ? await client.call("listNextTimes", { params: { entry_id: name ?? "" }, query: { count } })
        : await client.call("previewSchedule", { body: { schedule: toTimesJson(times), count } });
    if (output.isJson) output.json(next);
    else printTimes(output, next);
    return 0;
  });
}

async function getSchedule(client: ApiClient, name: string): Promise<Schedule> {
  return readSchedule(await client.call("getSchedule", { params: { entry_id: name } }));
}

function toTimesJson(times: ScheduleTimes): Operations["saveSchedule"]["body"]["schedule"] {
  // The compiler takes a field that may be absent for one that may be undefined.
  return fromScheduleTimes(times) as Operations["saveSchedule"]["body"]["schedule"];
}

type ScheduleSettings = Pick<Operations["changeSchedule"]["body"], "configuration" | "queue" | "missed" | "overlap">;

/** null = that of the application. */
function parseSettings({ config, queue, missed, overlap }: ScheduleOptions): ScheduleSettings {
  const rules = {
    missed: parseRule(missed, { option: "--missed", rules: missedRuleSchema.options }),
    overlap: parseRule(overlap, { option: "--overlap", rules: overlapRuleSchema.options }),
  };
  return {
    ...(config === undefined ? {} : { configuration: config === false ? null : config }),
    ...(queue === undefined ? {} : { queue: queue === false ? null : queue }),
    ...(rules.missed === undefined ? {} : { missed: rules.missed }),
    ...(rules.overlap === undefined ? {} : { overlap: rules.overlap }),
  };
}

function tellChange(schedule: Schedule, { options, verb }: { options: ClientWish; verb: string }): void {
  const output = createOutput(options);
  if (output.isJson) {
    output.json(toScheduleJson(schedule));
    return;
  }
  const { name, nextAt } = schedule;
  const next = nextAt === undefined ? "" : ` Next: ${formatTime(nextAt)}, while "sluice serve" runs.`;
  output.line(`${output.style("green", "✔")} ${verb} the schedule "${name}".${next}`);
}

function printSettings(output: Output, schedule: Schedule): void {
  const { application, times, params, configuration, queue, missed, overlap } = schedule;
  output.line(output.style("bold", schedule.name));
  const rows = [
    ["application", application],
    ["times", describeTimes(times)],
    ["parameters", params === undefined ? "of another key: set them again" : truncate(JSON.stringify(params), 200)],
    ["configuration", configuration ?? "that of the application"],
    ["queue", queue ?? "that of the application"],
    ["missed times", missed],
    ["overlap", overlap],
    ["next", describeNext(schedule)],
  ] as const;
  for (const [title, value] of rows) output.line(`  ${title.padEnd(14)}${oneLine(value)}`);
}

function printTimes(output: Output, times: readonly string[]): void {
  if (times.length === 0) output.note("It has no next time.");
  else output.line("Next times");
  for (const time of times) output.line(`  ${formatTime(Date.parse(time))}`);
}

function describeNext({ enabled, nextAt }: Schedule): string {
  if (!enabled) return "disabled";
  return nextAt === undefined ? "never" : formatTime(nextAt);
}

function describeLast(last: FiringRecord): string {
  return `${formatTime(last.at)} ${describeFiring(last)}`;
}
