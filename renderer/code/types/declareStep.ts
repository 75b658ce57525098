import type { JsonObject } from "../../../core/base/json.ts";
import type { ParameterManifest } from "../../../core/model/StepManifest.ts";
import { isListSchema, isObjectSchema, rowTypeOfSchema, typeOfSchema } from "./typeOfSchema.ts";

/** A direct producer of a step, in producer order. */
export interface ProducerSchema {
  name: string;
  /** Inferred from what it saved last; undefined = it has saved nothing yet. */
  schema: JsonObject | undefined;
}

/**
 * Declarations that make the data functions of a step class know what the producers of a step saved. They rest on
 * samples: what they make an error may be none with other data.
 */
export function declareProducers(producers: readonly ProducerSchema[]): string {
  const known = producers.flatMap(({ name, schema }, position) =>
    schema === undefined ? [] : [{ name, schema, position }],
  );
  if (known.length === 0) return "";
  const join = joinTypes(producers);
  return declare({
    ProducerData: known.map(({ name, schema }) => [JSON.stringify(name), typeOfSchema(schema)]),
    PositionData: known.map(({ position, schema }) => [String(position), typeOfSchema(schema)]),
    ProducerJoin:
      join === undefined
        ? []
        : [
            ["data", join.data],
            ["row", join.row],
          ],
  });
}

/** Declarations that make `getParameter` know the parameters a class declares in its constructor. */
export function declareParameters(parameters: readonly ParameterManifest[]): string {
  if (parameters.length === 0) return "";
  return declare({
    DeclaredParameters: parameters.map((parameter) => [JSON.stringify(parameter.name), parameterType(parameter)]),
  });
}

/** The types of the joined data (semantics, section 3) and of its rows; undefined = not all is known. */
export function joinTypes(producers: readonly ProducerSchema[]): { data: string; row: string } | undefined {
  const schemas = producers.map(({ schema }) => schema);
  const known = schemas.filter((schema) => schema !== undefined);
  if (known.length === 0 || known.length < schemas.length) return undefined;
  const rows = [...new Set(known.map(rowTypeOfSchema))];
  const row = rows.includes("unknown") ? "unknown" : rows.join(" | ");
  const [first] = known;
  if (known.length === 1 && first !== undefined) return { data: typeOfSchema(first), row };
  if (known.every(isListSchema)) return { data: `Array<${row}>`, row };
  // A later key replaces an earlier one.
  if (known.every(isObjectSchema)) {
    return {
      data: known.map(typeOfSchema).reduce((merged, next) => `Omit<${merged}, keyof (${next})> & (${next})`),
      row,
    };
  }
  return { data: "unknown", row };
}

function declare(interfaces: Readonly<Record<string, readonly (readonly [string, string])[]>>): string {
  const blocks = Object.entries(interfaces)
    .filter(([, members]) => members.length > 0)
    .map(
      ([name, members]) =>
        `  interface ${name} {\n${members.map(([key, type]) => `    ${key}: ${type};\n`).join("")}  }\n`,
    );
  return `import "sluice";\n\ndeclare module "sluice" {\n${blocks.join("")}}\n`;
}

function parameterType(parameter: ParameterManifest): string {
  const { kind, required, showWhen, defaultValue, multiple } = parameter;
  if (parameter.anyType === true) return "unknown";
  const type = kind === "select" ? choiceType(parameter) : (kindTypes[kind] ?? "string");
  const whole = multiple === true ? `Array<${type}>` : type;
  const isSet = defaultValue != null || (required === true && showWhen === undefined);
  return isSet || whole === "unknown" ? whole : `${whole} | null`;
}

function choiceType({ options = [], optionsFrom }: ParameterManifest): string {
  if (options.length === 0 || optionsFrom !== undefined) return "unknown";
  const isPlain = options.every(({ value }) => value === null || typeof value !== "object");
  return isPlain ? options.map(({ value }) => JSON.stringify(value)).join(" | ") : "unknown";
}

const kindTypes: Readonly<Partial<Record<ParameterManifest["kind"], string>>> = {
  number: "number",
  boolean: "boolean",
  json: "unknown",
  list: "Array<unknown>",
  mapping: "Record<string, unknown>",
  date: "Date",
  duration: "number",
};
