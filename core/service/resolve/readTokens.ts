import type { JsonValue } from "../../base/json.ts";
import { toTypedJson } from "../../base/typedJson.ts";
import type { JoinInput } from "../../sdk/joinData.ts";
import { listTemplateNames, type TemplateName } from "../../template/listTemplateNames.ts";
import { type Found, lookupPath, notFound, parsePath } from "../../template/lookupPath.ts";
import { nearestNames, type TemplateScope } from "../../template/resolveTemplate.ts";
import { shortenJson } from "../data/shortenJson.ts";
import { listPaths } from "./listPaths.ts";
import type { ResolvedToken, TokenState } from "./Resolution.ts";

/** Everything that an expression of one step can name, with secrets masked. */
export interface DraftNames {
  /** Name of the aligned configuration; undefined = none, or there is no such one. */
  configuration: string | undefined;
  config: Readonly<Record<string, JsonValue>>;
  /** null = no value. */
  appvars: Readonly<Record<string, JsonValue>>;
  functions: readonly string[];
  /** What is known of the data of each producer, in producer order. */
  inputs: readonly JoinInput[];
  /** All of it joined; undefined = nothing, or it cannot be joined. */
  joined: unknown;
}

/** Where a draft takes its values from. Functions have none: step code runs elsewhere. */
export function createDraftScope(names: DraftNames): TemplateScope {
  return {
    config: (name) => lookupPath(names.config, [name]),
    appvar: (name) => lookupPath(names.appvars, [name]),
    stepFunction: () => notFound,
    path: (segments) => findInData(names, segments).found,
  };
}

const longestToken = 500;

/** How each token of a value fares, each once. */
export function readTokens(
  value: JsonValue,
  { names, scope }: { names: DraftNames; scope: TemplateScope },
): ResolvedToken[] {
  const tokens = new Map(listTemplateNames(value).map((name) => [name.token, name]));
  return [...tokens.values()].map((name) => readToken(name, names, scope));
}

function readToken({ kind, name, token }: TemplateName, names: DraftNames, scope: TemplateScope): ResolvedToken {
  const found = kind === "config" ? scope.config(name) : kind === "appvar" ? scope.appvar(name) : undefined;
  switch (kind) {
    case "config":
    case "appvar": {
      const known = Object.keys(kind === "config" ? names.config : names.appvars);
      const origin = kind === "config" ? names.configuration : undefined;
      return toToken({ token, kind, found: found ?? notFound, origin, name, known, absent: "unknown" });
    }
    case "stepFunc": {
      const isKnown = names.functions.includes(name);
      const nearest = isKnown ? [] : nearestNames(name, names.functions);
      return { token, kind, state: isKnown ? "function" : "unknown", nearest };
    }
    case "path": {
      const { found: data, origin } = findInData(names, parsePath(name));
      const known = data.found ? [] : names.inputs.flatMap((input) => listPaths(input.value).map(({ path }) => path));
      const absent = names.inputs.length === 0 ? "noData" : "missing";
      return toToken({ token, kind, found: data, origin, name, known, absent });
    }
  }
}

function toToken(given: {
  token: string;
  kind: ResolvedToken["kind"];
  found: Found;
  origin: string | undefined;
  name: string;
  known: readonly string[];
  absent: TokenState;
}): ResolvedToken {
  const { token, kind, found, origin, name, known, absent } = given;
  if (!found.found) return { token, kind, state: absent, nearest: nearestNames(name, known) };
  const value = shortenJson(toTypedJson(found.value), longestToken);
  return { token, kind, state: "found", ...(origin === undefined ? {} : { origin }), value, nearest: [] };
}

/** As a run looks: in the joined data, then in that of each producer. The origin is the producer that has it. */
function findInData({ inputs, joined }: DraftNames, segments: string[]): { found: Found; origin: string | undefined } {
  const found = lookupPath(joined, segments);
  const holder = inputs.find(({ value }) => lookupPath(value, segments).found);
  if (found.found) return { found, origin: holder?.step };
  return { found: holder === undefined ? notFound : lookupPath(holder.value, segments), origin: holder?.step };
}
