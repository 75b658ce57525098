import { errorCatalogue } from "../../base/errorCatalogue.ts";
import { isSluiceError } from "../../base/SluiceError.ts";
import type { ApiClient } from "../../client/ApiClient.ts";
import type { ApplicationDocument } from "../../model/ApplicationDocument.ts";
import type { Problem } from "../../model/Problem.ts";
import { hasErrors } from "../../model/validation/validateApplication.ts";
import { problemsOf } from "../../service/failures.ts";
import { type LocatedProblem, locateProblems } from "../locateProblems.ts";
import { parsePairs } from "../options.ts";
import { createOutput } from "../output/Output.ts";
import { countProblems, formatProblems, placeOf } from "../output/printError.ts";
import { type ClientWish, withReadingClient } from "../withClient.ts";
import { readConfigurationOption, readTarget } from "./runTarget.ts";

export interface ValidateOptions extends ClientWish {
  config?: string;
  param?: string[];
}

/** `sluice validate FILE|NAME...` */
export async function validateCommand(targets: string[], options: ValidateOptions): Promise<number> {
  const output = createOutput(options);
  const parameters = parsePairs(options.param, "--param");
  return withReadingClient(options, async (client) => {
    const configuration = readConfigurationOption(options.config);
    let isValid = true;
    for (const target of targets) {
      const found = await check(target);
      const isFine = !hasErrors(found.problems);
      isValid &&= isFine;
      if (output.isJson) {
        output.json({ file: target, name: found.name ?? null, valid: isFine, problems: found.problems });
        continue;
      }
      const sign = isFine ? output.style("green", "✔ valid") : output.style("red", "✖ not valid");
      output.line(`${sign}  ${target}: ${countProblems(found.problems)}`);
      for (const line of formatProblems(found.problems, { style: output.style, place: found.place })) output.line(line);
    }
    return isValid ? 0 : errorCatalogue.invalid_document.exit;

    async function check(
      target: string,
    ): Promise<{ name?: string; problems: LocatedProblem[]; place?: string | undefined }> {
      try {
        const file = readTarget(target);
        const document = file?.document ?? (await readStored(client, target));
        const body = { document, params: parameters, ...configuration };
        const problems = (await client.call("validateApplication", { body })).problems as Problem[];
        if (file === undefined) return { name: target, problems };
        return { name: file.name, problems: locateProblems(problems, file.from) };
      } catch (error) {
        if (!isSluiceError(error, "invalid_document")) throw error;
        return { problems: problemsOf(error), place: placeOf(error) };
      }
    }
  });
}

async function readStored(client: ApiClient, name: string): Promise<ApplicationDocument> {
  return (await client.call("getApplication", { params: { name }, query: { layout: "false" } })) as ApplicationDocument;
}
