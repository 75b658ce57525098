import { SluiceError } from "../../base/SluiceError.ts";
import { readApplication } from "../../model/readApplication.ts";
import type { FiringRecord, Schedule } from "../../model/Schedule.ts";
import { missedRuleSchema, overlapRuleSchema } from "../../model/schemas/scheduleSchemas.ts";
import type { ScheduleChange } from "../../service/schedules/ScheduleService.ts";
import { withOwner, withReader } from "../openHost.ts";
import { type CommonOptions, parseCount, parsePairs } from "../options.ts";
import { formatTime, oneLine, truncate } from "../output/formats.ts";
import { createOutput, type Output } from "../output/Output.ts";
import { describeFiring, describeTimes, toFiringJson, toScheduleJson } from "../output/schedules.ts";
import { printTable } from "../output/table.ts";
import { parseRule, parseTimes, requireTimes, type TimesOptions } from "../scheduleOptions.ts";
import { exitCodeOf } from "./run.ts";
import { watchRun } from "./watchRun.ts";

export interface ScheduleOptions extends CommonOptions, TimesOptions {
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

export interface ScheduleNextOptions extends CommonOptions, TimesOptions {
  count: string;
}

export interface ScheduleRunOptions extends CommonOptions {
  steps?: string[];
  quiet?: boolean;
}

const fewTimes = 10;

/** `sluice schedule list` */
export function scheduleListCommand(options: CommonOptions & { app?: string }): Promise<number> {
  const output = createOutput(options);
  return withReader(options, ({ services: { schedules } }) => {
    const list = schedules.list(options.app).map((schedule) => {
      const [last] = schedules.firings(schedule.name, { limit: 1 });
      return { schedule, last };
    });
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
export function scheduleShowCommand(name: string, options: CommonOptions): Promise<number> {
  const output = createOutput(options);
  return withReader(options, ({ services: { schedules } }) => {
    const schedule = schedules.get(name);
    const next = schedules.nextTimes(schedule, fewTimes);
    const firings = schedules.firings(name, { limit: fewTimes });
    if (output.isJson) {
      const times = next.map((time) => new Date(time).toISOString());
      output.json({ ...toScheduleJson(schedule), next: times, firings: firings.map(toFiringJson) });
      return 0;
    }
    printSettings(output, schedule);
    printTimes(output, next);
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

/** `sluice schedule add NAME --app APP` */
export function scheduleAddCommand(name: string, options: ScheduleOptions): Promise<number> {
  const times = requireTimes(options);
  const settings = parseSettings(options);
  return withOwner(options, async ({ services: { schedules } }) => {
    const params = parsePairs(options.param, "--param");
    const application = options.app ?? "";
    const enabled = options.disabled !== true;
    const schedule = await schedules.add(name, { ...settings, application, times, params, enabled });
    tellChange(schedule, { options, verb: "Added" });
    return 0;
  });
}

/** `sluice schedule set NAME` */
export function scheduleSetCommand(name: string, options: ScheduleOptions): Promise<number> {
  const settings = parseSettings(options);
  const params = parsePairs(options.param, "--param");
  return withOwner(options, async ({ services: { schedules } }) => {
    const old = schedules.get(name);
    const times = parseTimes(options, old.times);
    const isChangingParams = options.clearParams === true || options.param !== undefined;
    const schedule = await schedules.change(name, {
      ...settings,
      ...(options.app === undefined ? {} : { application: options.app }),
      ...(times === undefined ? {} : { times }),
      ...(isChangingParams ? { params: { ...(options.clearParams === true ? {} : old.params), ...params } } : {}),
    });
    tellChange(schedule, { options, verb: "Changed" });
    return 0;
  });
}

/** `sluice schedule enable NAME`, `sluice schedule disable NAME` */
export function scheduleEnableCommand(name: string, options: CommonOptions & { enabled: boolean }): Promise<number> {
  return withOwner(options, async ({ services: { schedules } }) => {
    const schedule = await schedules.change(name, { enabled: options.enabled });
    tellChange(schedule, { options, verb: options.enabled ? "Enabled" : "Disabled" });
    return 0;
  });
}

/** `sluice schedule delete NAME` */
export function scheduleDeleteCommand(name: string, options: CommonOptions): Promise<number> {
  const output = createOutput(options);
  return withOwner(options, async ({ services: { schedules } }) => {
    await schedules.delete(name);
    if (output.isJson) output.json({ name, deleted: true });
    else output.line(`Deleted the schedule "${name}".`);
    return 0;
  });
}

/** `sluice schedule run NAME` */
export function scheduleRunCommand(name: string, options: ScheduleRunOptions): Promise<number> {
  const output = createOutput(options);
  return withOwner(options, async (host) => {
    const { schedules, applications } = host.services;
    const { document } = applications.getPublished(schedules.get(name).application);
    host.warm(1);
    const { steps } = readApplication(document, () => undefined);
    const start = () => host.scheduler.runNow(name, { triggeredBy: { kind: "USER" } });
    return exitCodeOf(await watchRun({ host, output, steps, start }));
  });
}

/** `sluice schedule next [NAME]` */
export function scheduleNextCommand(name: string | undefined, options: ScheduleNextOptions): Promise<number> {
  const output = createOutput(options);
  const count = parseCount(options.count, "--count");
  return withReader(options, ({ services: { schedules } }) => {
    const times = parseTimes(options);
    if ((name === undefined) === (times === undefined)) {
      throw new SluiceError("wrong_use", "Give the name of a schedule, or times such as --cron EXPRESSION.");
    }
    const next =
      times === undefined
        ? schedules.nextTimes(schedules.get(name ?? ""), count)
        : schedules.previewTimes(times, { count });
    if (output.isJson) output.json(next.map((time) => new Date(time).toISOString()));
    else printTimes(output, next);
    return 0;
  });
}

function parseSettings({ config, queue, missed, overlap }: ScheduleOptions): Omit<ScheduleChange, "times"> {
  const rules = {
    missed: parseRule(missed, { option: "--missed", rules: missedRuleSchema.options }),
    overlap: parseRule(overlap, { option: "--overlap", rules: overlapRuleSchema.options }),
  };
  return {
    ...(config === undefined ? {} : { configuration: config === false ? undefined : config }),
    ...(queue === undefined ? {} : { queue: queue === false ? undefined : queue }),
    ...(rules.missed === undefined ? {} : { missed: rules.missed }),
    ...(rules.overlap === undefined ? {} : { overlap: rules.overlap }),
  };
}

function tellChange(schedule: Schedule, { options, verb }: { options: CommonOptions; verb: string }): void {
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

function printTimes(output: Output, times: readonly number[]): void {
  if (times.length === 0) output.note("It has no next time.");
  else output.line("Next times");
  for (const time of times) output.line(`  ${formatTime(time)}`);
}

function describeNext({ enabled, nextAt }: Schedule): string {
  if (!enabled) return "disabled";
  return nextAt === undefined ? "never" : formatTime(nextAt);
}

function describeLast(last: FiringRecord): string {
  return `${formatTime(last.at)} ${describeFiring(last)}`;
}
