import type { JsonValue } from "../../../core/base/json.ts";
import type { ResolvedToken, ResolvePort } from "../../../renderer/state/ports/ResolvePort.ts";

const known: Record<string, JsonValue> = { "config.host": "db.example", "appvar.city": "Bonn", "rows[0].id": 7 };

/** Every second question for choices goes wrong. */
let optionCalls = 0;

/** Knows one configuration variable, one application variable, one path and the function loud; of `later` there is no data yet; texts only. */
export const memoryResolver: ResolvePort = {
  async resolve(_, value, { functions } = { functions: false }) {
    const [token, word] = /^\$\{step_func\.loud (\w+)\}$/.exec(String(value)) ?? [];
    if (token !== undefined && word !== undefined) {
      const tokens: ResolvedToken[] = [{ token, kind: "stepFunc", state: "function", nearest: [] }];
      return functions ? { tokens, value: word.toUpperCase(), type: "text" } : { tokens };
    }
    const names = [...String(value).matchAll(/\$\{([^}]+)\}/g)].map((match) => match[1] ?? "");
    const tokens = names.map((name): ResolvedToken => {
      const kind = name.startsWith("config.") ? "config" : name.startsWith("appvar.") ? "appvar" : "path";
      const absent = name.startsWith("later") ? "noData" : kind === "path" ? "missing" : "unknown";
      const state = Object.hasOwn(known, name) ? "found" : absent;
      return { token: `\${${name}}`, kind, state, nearest: state === "found" ? [] : ["config.host"] };
    });
    if (tokens.some(({ state }) => state !== "found")) return { tokens };
    const text = String(value).replaceAll(/\$\{([^}]+)\}/g, (_, name: string) => String(known[name]));
    return { tokens, value: text, type: "text" };
  },
  listOptions: async (step) => {
    if (step === "") throw new Error("There is no such step.");
    optionCalls += 1;
    if (optionCalls % 2 === 0) return { options: [], more: 0, problem: "RangeError: the server is away" };
    return { options: [{ value: "north", label: "North hall" }, { value: "south" }], more: 3 };
  },
  listPaths: async () => [
    { path: "rows", detail: "1 item" },
    { path: "rows[0].id", detail: "7" },
  ],
};
