import { SluiceError } from "../../base/SluiceError.ts";
import type { Queue } from "../../service/settings/QueueService.ts";
import { withOwner, withReader } from "../openHost.ts";
import type { CommonOptions } from "../options.ts";
import { createOutput, type Output } from "../output/Output.ts";
import { printTable } from "../output/table.ts";

/** `sluice queue list` */
export function queueListCommand(options: CommonOptions): Promise<number> {
  const output = createOutput(options);
  return withReader(options, ({ services }) => {
    const list = services.queues.list();
    if (output.isJson) output.json(list);
    else print(output, list);
    return 0;
  });
}

/** `sluice queue show NAME` */
export function queueShowCommand(name: string, options: CommonOptions): Promise<number> {
  const output = createOutput(options);
  return withReader(options, ({ services }) => {
    const queue = services.queues.get(name);
    if (output.isJson) output.json(queue);
    else print(output, [queue]);
    return 0;
  });
}

/** `sluice queue set NAME NUMBER` */
export function queueSetCommand(name: string, number: string, options: CommonOptions): Promise<number> {
  const output = createOutput(options);
  if (!/^\d{1,4}$/.test(number)) {
    throw new SluiceError("wrong_use", `queue set takes a whole number of attempts, not "${number}".`);
  }
  return withOwner(options, async ({ services }) => {
    await services.queues.set(name, Number(number));
    const queue = services.queues.get(name);
    if (output.isJson) output.json(queue);
    else output.line(`${output.style("green", "✔")} The queue ${name} runs up to ${number} attempts at once.`);
    return 0;
  });
}

/** `sluice queue delete NAME` */
export function queueDeleteCommand(name: string, options: CommonOptions): Promise<number> {
  const output = createOutput(options);
  return withOwner(options, async ({ services }) => {
    await services.queues.delete(name);
    if (output.isJson) output.json({ name, deleted: true });
    else output.line(`Deleted the queue ${name}.`);
    return 0;
  });
}

function print(output: Output, queues: readonly Queue[]): void {
  printTable(output, queues, [
    { title: "NAME", value: ({ name }) => name, paint: (_row, cell) => output.style("bold", cell) },
    { title: "CAPACITY", value: ({ capacity }) => String(capacity), isNumber: true },
    { title: "RUNS", value: ({ runs }) => String(runs), isNumber: true },
    { title: "WAITING", value: ({ depth }) => String(depth), isNumber: true },
    { title: "AT WORK", value: ({ running }) => String(running), isNumber: true },
  ]);
}
