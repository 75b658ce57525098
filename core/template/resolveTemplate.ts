import { distance } from "fastest-levenshtein";
import { isJsonObject, type JsonValue } from "../base/json.ts";
import { UnresolvedVariableException } from "../base/UnresolvedVariableException.ts";
import { type Found, parsePath } from "./lookupPath.ts";
import { parseTemplate } from "./parseTemplate.ts";
import type { Template, TemplateArgument, TemplateToken, TokenKind } from "./Template.ts";

/** Where the names of tokens come from. */
export interface TemplateScope {
  config(name: string): Found;
  /** null: the variable exists and has no value. */
  appvar(name: string): Found;
  /** found = false: the step has no such function. What the function throws goes to the caller. */
  stepFunction(name: string, args: unknown[]): Found;
  path(segments: string[], text: string): Found;
  /** The names there are, for the hint of an error. */
  names?(kind: TokenKind): string[];
  /** Name of the parameter, for the text of an error. */
  parameter?: string;
}

/**
 * Resolves every token in the strings of a JSON value at any depth (semantics, section 6); keys are left alone.
 * A string that is exactly one token takes the value as it is; in longer text strings go in as they are, others as JSON.
 * Substituted values are never scanned. Throws UnresolvedVariableException for a name that does not exist.
 */
export function resolveTemplate(value: JsonValue, scope: TemplateScope): unknown {
  if (typeof value === "string") return resolveText(value, scope);
  if (Array.isArray(value)) return value.map((item) => resolveTemplate(item, scope));
  if (!isJsonObject(value)) return value;
  const resolved: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) {
    const result = resolveTemplate(item, scope);
    if (key === "__proto__") Object.defineProperty(resolved, key, { value: result, ...ordinary });
    else resolved[key] = result;
  }
  return resolved;
}

const ordinary = { writable: true, enumerable: true, configurable: true };

function resolveText(text: string, scope: TemplateScope): unknown {
  return text.includes("${") ? resolveParts(parseTemplate(text), scope) : text;
}

function resolveParts(template: Template, scope: TemplateScope): unknown {
  const [only] = template;
  if (template.length === 1 && typeof only === "object") return resolveToken(only, scope);
  return template
    .map((part) => (typeof part === "string" ? part : toText(resolveToken(part, scope), { token: part, scope })))
    .join("");
}

function resolveToken(token: TemplateToken, scope: TemplateScope): unknown {
  const found = findToken(token, scope);
  if (found.found) return found.value;
  throw unresolved(token, scope);
}

function findToken(token: TemplateToken, scope: TemplateScope): Found {
  switch (token.kind) {
    case "config":
      return scope.config(token.name);
    case "appvar":
      return scope.appvar(token.name);
    case "path":
      return scope.path(parsePath(token.name), token.name);
    case "stepFunc":
      return scope.stepFunction(
        token.name,
        token.args.map((argument) => resolveArgument(argument, scope)),
      );
  }
}

const jsonScalar = /^(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)$/;

function resolveArgument({ quoted, parts }: TemplateArgument, scope: TemplateScope): unknown {
  const [only] = parts;
  if (!quoted && parts.length === 1 && typeof only === "string" && jsonScalar.test(only)) {
    return JSON.parse(only);
  }
  return resolveParts(parts, scope);
}

function toText(value: unknown, { token, scope }: { token: TemplateToken; scope: TemplateScope }): string {
  if (typeof value === "string") return value;
  if (value === undefined || (value === null && token.kind === "appvar")) return "";
  if (value instanceof Date && Number.isFinite(value.getTime())) return value.toISOString();
  if (typeof value === "bigint") return String(value);
  try {
    const json: string | undefined = JSON.stringify(value);
    if (json !== undefined) return json;
  } catch (error) {
    throw unresolved(token, scope, error);
  }
  throw unresolved(token, scope, new TypeError(`a ${typeof value} has no JSON form`));
}

function unresolved(token: TemplateToken, scope: TemplateScope, cause?: unknown): UnresolvedVariableException {
  const names = cause === undefined ? (scope.names?.(token.kind) ?? []) : [];
  return new UnresolvedVariableException({
    token: token.text,
    parameter: scope.parameter,
    nearest: nearestNames(token.name, names),
    ...(cause instanceof Error ? { reason: `cannot be put into text: ${cause.message}` } : {}),
  });
}

/** At most three names that differ from the one given by less than half of its letters, best first. */
export function nearestNames(name: string, names: readonly string[]): string[] {
  const wanted = name.slice(0, 200).toLowerCase();
  const limit = Math.max(2, Math.floor(wanted.length / 2));
  return [...new Set(names)]
    .slice(0, 2_000)
    .filter((candidate) => candidate.length <= 200)
    .map((candidate) => ({ candidate, far: distance(wanted, candidate.toLowerCase()) }))
    .filter(({ far }) => far <= limit)
    .sort((a, b) => a.far - b.far)
    .slice(0, 3)
    .map(({ candidate }) => candidate);
}
