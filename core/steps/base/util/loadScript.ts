import { stripTypeScriptTypes } from "node:module";
import { StepException } from "sluice";

/** What a script is: given the data of the earlier steps, the step itself and the resolved values, it returns what is saved. */
export type ScriptFunction = (input: unknown, step: unknown, values: Record<string, unknown>) => unknown;

/** The code of a script cannot be run. */
export class ScriptSyntaxException extends StepException {}

/** How the script is called in stack traces. */
const sourceName = "script.ts";

/**
 * Makes a function of TypeScript code: a module with `export default`, or the body of such a function.
 * Types are blanked out, so every line and column stays where the author wrote it.
 */
export async function loadScript(code: string): Promise<ScriptFunction> {
  const isModule = /^[ \t]*export\s+default\b/m.test(code);
  const source = isModule ? code : `export default async function (input, step, values) {${code}\n}`;
  const script = strip(source);
  const exports = await importText(`${script}\n//# sourceURL=${sourceName}`);
  if (typeof exports !== "function") throw new ScriptSyntaxException("The default export of the script is no function");
  return exports as ScriptFunction;
}

function strip(source: string): string {
  try {
    return stripTypeScriptTypes(source, { mode: "strip" });
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    // Node puts ":LINE" and the line with a mark under the place before the message.
    const frame = /^:(\d+)\n(.*)\n(\s*\^+)?/.exec(error.stack ?? "");
    const place = frame === null ? "" : `${sourceName}:${frame[1]}: `;
    const line = frame === null ? "" : `\n${frame[2]}\n${frame[3] ?? ""}`;
    throw new ScriptSyntaxException(`${place}${error.message}${line}`, { cause: error });
  }
}

async function importText(text: string): Promise<unknown> {
  try {
    const module: { default?: unknown } = await import(
      `data:text/javascript;base64,${Buffer.from(text).toString("base64")}`
    );
    return module.default;
  } catch (error) {
    if (error instanceof SyntaxError) throw new ScriptSyntaxException(error.message, { cause: error });
    if (error instanceof TypeError && Reflect.get(error, "code") === "ERR_UNSUPPORTED_RESOLVE_REQUEST") {
      throw new ScriptSyntaxException(
        "A script can import only modules of Node, such as node:fs/promises; write a step class to use packages or files",
        { cause: error },
      );
    }
    throw error;
  }
}
