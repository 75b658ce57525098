import { SluiceError } from "../../base/SluiceError.ts";
import type { Queue } from "../../service/settings/QueueService.ts";
import type { ExportOptions } from "../options.ts";
import { createOutput, type Output } from "../output/Output.ts";
import { printTable } from "../output/table.ts";
import { writeExport } from "../output/writeExport.ts";
import { type ClientWish, withClient, withReadingClient } from "../withClient.ts";

/** `sluice queue list` */
export function queueListCommand(options: ClientWish): Promise<number> {
  const output = createOutput(options);
  return withReadingClient(options, async (client) => {
    const list = await client.call("listQueues");
    if (output.isJson) output.json(list);
    else print(output, list);
    return 0;
  });
}

/** `sluice queue show NAME` */
export function queueShowCommand(name: string, options: ClientWish): Promise<number> {
  const output = createOutput(options);
  return withReadingClient(options, async (client) => {
    const queue = await client.call("getQueue", { params: { queue: name } });
    if (output.isJson) output.json(queue);
    else print(output, [queue]);
    return 0;
  });
}

/** `sluice queue export`: every queue with its capacity, without what goes on in it. */
export function queueExportCommand(options: ClientWish & ExportOptions): Promise<number> {
  const output = createOutput(options);
  return withReadingClient(options, async (client) => {
    const queues = (await client.call("listQueues")).map(({ name, capacity }) => ({ name, capacity }));
    writeExport(output, { value: queues, out: options.out });
    return 0;
  });
}

/** `sluice queue set NAME NUMBER` */
export function queueSetCommand(name: string, number: string, options: ClientWish): Promise<number> {
  const output = createOutput(options);
  if (!/^\d{1,4}$/.test(number)) {
    throw new SluiceError("wrong_use", `queue set takes a whole number of attempts, not "${number}".`);
  }
  return withClient(options, async (client) => {
    const queue = await client.call("setQueue", { params: { queue: name }, body: { capacity: Number(number) } });
    if (output.isJson) output.json(queue);
    else output.line(`${output.style("green", "✔")} The queue ${name} runs up to ${number} attempts at once.`);
    return 0;
  });
}

/** `sluice queue delete NAME` */
export function queueDeleteCommand(name: string, options: ClientWish): Promise<number> {
  const output = createOutput(options);
  return withClient(options, async (client) => {
    await client.call("deleteQueue", { params: { queue: name } });
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
