import type { LogFilter } from "../../service/ports/repositories.ts";
import { toIsoTime } from "../../service/runs/toRunResult.ts";
import { withReader } from "../openHost.ts";
import { type CommonOptions, parseLevel } from "../options.ts";
import { formatClock } from "../output/formats.ts";
import { createOutput } from "../output/Output.ts";
import { formatLogLine, levelName } from "../progress/formatLogLine.ts";

export interface LogsOptions extends CommonOptions {
  level?: string;
  step?: string;
  text?: string;
}

/** Lines read at once. */
const pageSize = 1000;

/** `sluice logs RUN` */
export function logsCommand(runId: string, options: LogsOptions): Promise<number> {
  const output = createOutput(options);
  const filter: LogFilter = {
    limit: pageSize,
    ...(options.level === undefined ? {} : { minLevel: parseLevel(options.level) }),
    ...(options.step === undefined ? {} : { step: options.step }),
    ...(options.text === undefined ? {} : { text: options.text }),
  };
  return withReader(options, ({ services }) => {
    const run = services.queries.get(runId);
    if (options.step !== undefined) services.queries.getStepRun(run.id, options.step);
    let after = 0;
    let isMore = true;
    while (isMore) {
      const lines = services.queries.logs(run.id, { ...filter, after });
      for (const line of lines) {
        after = line.seq ?? after;
        if (output.isJson) {
          const { time, level, module, message, step, attempt } = line;
          output.json({
            time: toIsoTime(time),
            step: step ?? null,
            attempt: attempt ?? null,
            level: levelName(level),
            module,
            message,
          });
        } else {
          output.line(`${output.style("dim", formatClock(line.time))} ${formatLogLine(line, output.style)}`);
        }
      }
      isMore = lines.length === pageSize;
    }
    return 0;
  });
}
