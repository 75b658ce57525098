import type { JsonObject } from "../../../core/base/json.ts";
import type { EditOperation } from "../../../core/model/operations/EditOperation.ts";
import type { Flow } from "../flow/Flow.ts";
import { listParameterTexts, setText } from "./FlowText.ts";
import type { NameUse } from "./findUses.ts";

/** Where an application variable is used: `${appvar.NAME}` in parameters, `getAppVariable("NAME")` in code. */
export function findVariableUses(flow: Flow, name: string): NameUse[] {
  const wanted = RegExp.escape(name);
  const token = matchToken("appvar", name);
  // Code is not resolved.
  const call = new RegExp(`(?<=\\bgetAppVariable\\(\\s*(["'\`]))${wanted}(?=\\1)`, "g");
  return findMatches(flow, ({ place }) => (place === "code" ? call : token));
}

/** Where a variable of the configuration is used: `${config.NAME}` in parameters. In code that is a template literal of its own. */
export function findConfigurationUses(flow: Flow, name: string): NameUse[] {
  const token = matchToken("config", name);
  return findMatches(flow, ({ place }) => (place === "code" ? nothing : token));
}

/** Matches no text. */
const nothing = /(?!)/g;

/** The name of a variable within its token; an escaped `$${` is text. */
export function matchToken(kind: "appvar" | "config", name: string): RegExp {
  return new RegExp(`(?<=(?<!\\$)\\$\\{${kind}\\.)${RegExp.escape(name)}(?=\\})`, "g");
}

function findMatches(flow: Flow, patternOf: (at: NameUse["at"]) => RegExp): NameUse[] {
  return flow.steps.flatMap(listParameterTexts).flatMap((at): NameUse[] => {
    const pattern = patternOf(at);
    const count = [...at.text.matchAll(pattern)].length;
    return count === 0 ? [] : [{ at, count, rename: (to) => at.text.replaceAll(pattern, () => to) }];
  });
}

/** Gives an application variable another name, in its entry and in these of its uses. */
export function renameVariable(
  uses: readonly NameUse[],
  { variable, from, to }: { variable: JsonObject; from: string; to: string },
): EditOperation[] {
  return [
    { op: "setVariable", name: from, variable: { ...variable, name: to } },
    ...uses.map((use) => setText(use.at, use.rename(to))),
  ];
}
