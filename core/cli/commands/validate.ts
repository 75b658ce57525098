import { errorCatalogue } from "../../base/errorCatalogue.ts";
import { isSluiceError } from "../../base/SluiceError.ts";
import { hasErrors } from "../../model/validation/validateApplication.ts";
import { problemsOf } from "../../service/failures.ts";
import { type LocatedProblem, locateProblems } from "../locateProblems.ts";
import { withReader } from "../openHost.ts";
import { type CommonOptions, parsePairs } from "../options.ts";
import { createOutput } from "../output/Output.ts";
import { countProblems, formatProblems, placeOf } from "../output/printError.ts";
import { findConfiguration, findTarget } from "./runTarget.ts";

export interface ValidateOptions extends CommonOptions {
  config?: string;
  param?: string[];
  steps?: string[];
}

/** `sluice validate FILE|NAME...` */
export async function validateCommand(targets: string[], options: ValidateOptions): Promise<number> {
  const output = createOutput(options);
  const parameters = parsePairs(options.param, "--param");
  return withReader(options, async ({ services }) => {
    const configuration = findConfiguration(options.config, services)?.document;
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
        const { name, document, from } = findTarget(target, services);
        const problems = await services.checker.check({ document, configuration, parameters });
        return { name, problems: from === undefined ? problems : locateProblems(problems, from) };
      } catch (error) {
        if (!isSluiceError(error, "invalid_document")) throw error;
        return { problems: problemsOf(error), place: placeOf(error) };
      }
    }
  });
}
