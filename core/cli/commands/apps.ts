import { fromJsonNames } from "../../client/fromJsonNames.ts";
import type { ApplicationSummary } from "../../service/ports/repositories.ts";
import { formatTime } from "../output/formats.ts";
import { createOutput } from "../output/Output.ts";
import { printTable } from "../output/table.ts";
import { type ClientWish, withReadingClient } from "../withClient.ts";

/** `sluice apps` */
export function appsCommand(options: ClientWish): Promise<number> {
  const output = createOutput(options);
  return withReadingClient(options, async (client) => {
    const answer = await client.call("listApplications");
    const applications = answer.map((one) => fromJsonNames<ApplicationSummary>(one));
    if (output.isJson) {
      output.json(applications.map((one, index) => ({ ...one, updatedAt: answer[index]?.updated_at })));
      return 0;
    }
    if (applications.length === 0) {
      output.note('There are no applications yet. "sluice import FILE" adds one.');
      return 0;
    }
    printTable(output, applications, [
      { title: "NAME", value: ({ name }) => name, paint: (_row, cell) => output.style("bold", cell) },
      { title: "STATE", value: ({ revision }) => (revision === 0 ? "draft" : `revision ${revision}`) },
      { title: "STEPS", value: ({ steps }) => String(steps), isNumber: true },
      { title: "CHANGED", value: ({ updatedAt }) => formatTime(updatedAt) },
      { title: "TITLE", value: ({ friendlyName }) => friendlyName },
    ]);
    return 0;
  });
}
