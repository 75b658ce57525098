import type { JsonValue } from "../../../core/base/json.ts";
import type { ParameterKind } from "../../../core/model/StepManifest.ts";
import { listTemplateNames } from "../../../core/template/listTemplateNames.ts";
import { parseTemplate } from "../../../core/template/parseTemplate.ts";

/** How a field is edited: as the value it is, or as text with `${...}`. */
export type FieldMode = "value" | "expression";

/** How a field can be edited: both ways with a switch, always as raw text, or never as an expression. */
export type ModeChoice = "both" | "raw" | "none";

/** Code is not scanned for variables, a secret takes a configuration variable and nothing else, JSON holds them anywhere. */
export function choiceOfKind(kind: ParameterKind): ModeChoice {
  if (kind === "code" || kind === "secret") return "none";
  return kind === "json" ? "raw" : "both";
}

/** The mode that a value as written asks for. */
export function modeOfValue(value: JsonValue | undefined): FieldMode {
  const isExpression = typeof value === "string" && parseTemplate(value).some((part) => typeof part !== "string");
  return isExpression ? "expression" : "value";
}

/** A literal text as the document writes it: what would be a variable is escaped. */
export function escapeTokens(literal: string): string {
  return literal.replaceAll("${", () => "$${");
}

/** The literal that a text without variables means. */
export function unescapeTokens(written: string): string {
  return written.replaceAll("$${", () => "${");
}

/** Whether a `${` is never closed, or another one begins before it is: the run would take it as plain text. */
export function hasOpenToken(text: string): boolean {
  const begins = text.match(/(?<!\$)\$\{/g)?.length ?? 0;
  return begins > listTemplateNames(text).length;
}

/** Whether a value has variables anywhere in it. */
export function hasTokens(value: JsonValue | undefined): boolean {
  return value !== undefined && listTemplateNames(value).length > 0;
}
