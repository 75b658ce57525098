import type { Operations } from "../../client/Operations.ts";
import { type LogLevelName, logLevels } from "../../model/RunRecord.ts";
import { parseLevel } from "../options.ts";
import { formatClock } from "../output/formats.ts";
import { createOutput, type Output } from "../output/Output.ts";
import { formatLogLine, levelName } from "../progress/formatLogLine.ts";
import { type ClientWish, withReadingClient } from "../withClient.ts";

export interface LogsOptions extends ClientWish {
  level?: string;
  step?: string;
  text?: string;
}

/** Lines read at once. */
const pageSize = 1000;

/** `sluice logs RUN` */
export function logsCommand(runId: string, options: LogsOptions): Promise<number> {
  const output = createOutput(options);
  const { step, text } = options;
  const filter = {
    limit: pageSize,
    ...(options.level === undefined ? {} : { level: levelName(parseLevel(options.level)) as LogLevelName }),
    ...(step === undefined ? {} : { step }),
    ...(text === undefined ? {} : { text }),
  };
  return withReadingClient(options, async (client) => {
    // The newest run may be another one at the next page.
    const { id } = await client.call("getRun", { params: { run_id: runId } });
    let after: number | null = 0;
    while (after !== null) {
      const page: LogPage = await client.call("listLogLines", { params: { run_id: id }, query: { ...filter, after } });
      for (const line of page.lines) printLine(line, output);
      after = page.next;
    }
    return 0;
  });
}

type LogPage = Operations["listLogLines"]["answer"];

function printLine({ date, step, attempt, level, module, message }: LogPage["lines"][number], output: Output): void {
  if (output.isJson) {
    output.json({ time: date, step, attempt, level, module, message });
    return;
  }
  const line = { step: step ?? undefined, level: logLevels[level as LogLevelName], message };
  output.line(`${output.style("dim", formatClock(Date.parse(date)))} ${formatLogLine(line, output.style)}`);
}
