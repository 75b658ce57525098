import fc from "fast-check";
import type { JsonObject } from "../../../core/base/json.ts";
import type { EditState } from "../../../core/model/operations/EditState.ts";
import { buildLookup, buildManifest, buildParameter } from "../buildManifest.ts";

/** The classes of such documents; one has outputs, one names another step, one is known by its name only. */
export const manifests = buildLookup(
  buildManifest({ file: "Plain", syncpack: "base", parameters: [buildParameter({ name: "text" })] }),
  buildManifest({ file: "Choice", syncpack: "base", outputs: [{ name: "yes" }, { name: "no" }] }),
  buildManifest({ file: "Pointer", syncpack: "base", parameters: [buildParameter({ name: "of", kind: "step" })] }),
  buildManifest({ file: "Script", syncpack: "base", parameters: [buildParameter({ name: "code", kind: "code" })] }),
  buildManifest({ file: "Own" }),
);

export interface ExtractionCase {
  state: EditState;
  steps: Set<string>;
  notes: Set<string>;
}

const texts = ["", "${appvar.region}", "x ${config.host} ${a.b}", "$${appvar.limit} ${appvar.limit}"];

/** How a pair of steps is connected: most are not. */
const link = fc.constantFrom("none", "none", "none", "none", "output", "output", "data", "both", "error", "yes", "no");

/** Sound documents without cycles, whose steps stand in any order, and some of their steps. */
export const extractionCase: fc.Arbitrary<ExtractionCase> = fc.integer({ min: 2, max: 7 }).chain((count) =>
  fc
    .record({
      classes: fc.array(fc.constantFrom("Plain", "Plain", "Choice", "Pointer", "Own", "Script"), {
        minLength: count,
        maxLength: count,
      }),
      links: fc.array(link, { minLength: count * count, maxLength: count * count }),
      said: fc.array(fc.nat(texts.length - 1), { minLength: count, maxLength: count }),
      order: fc.shuffledSubarray([...Array(count).keys()], { minLength: count, maxLength: count }),
      from: fc.nat(count - 1),
      length: fc.integer({ min: 1, max: count }),
      more: fc.array(fc.nat(count - 1), { maxLength: 1 }),
      grouped: fc.subarray([...Array(count).keys()]),
      nested: fc.boolean(),
      noteOn: fc.nat(count),
    })
    .map((parts) => toCase(count, parts)),
);

interface CaseParts {
  classes: string[];
  links: string[];
  said: number[];
  order: number[];
  from: number;
  length: number;
  more: number[];
  grouped: number[];
  nested: boolean;
  noteOn: number;
}

function toCase(count: number, parts: CaseParts): ExtractionCase {
  const name = (index: number): string => `s${index}`;
  const entries = Array.from({ length: count }, (_, index): JsonObject => toEntry(index, parts, name));
  for (let from = 0; from < count; from += 1) {
    for (let to = from + 1; to < count; to += 1)
      connect(entries, { from, to, link: parts.links[from * count + to] ?? "" });
  }
  const chosen = [...Array(count).keys()].slice(parts.from, parts.from + parts.length);
  const id = (index: number): string => `id-${name(index)}`;
  const groups: JsonObject[] = [
    { id: "g", title: "G", colour: "", steps: parts.grouped.slice(1).map(id), folded: false },
    {
      id: "h",
      title: "H",
      colour: "",
      steps: parts.grouped.slice(0, 1).map(id),
      folded: true,
      ...(parts.nested ? { parent: "g" } : {}),
    },
  ];
  const document: JsonObject = {
    name: "parent",
    configuration: "production",
    app_variables: [{ name: "region", value: "eu" }, { name: "limit", required: true }, { name: "other" }],
    steps: parts.order.map((index) => entries[index] ?? {}),
    layout: {
      version: 1,
      steps: parts.order.map((index) => ({ id: id(index), step: name(index), x: index * 280, y: (index % 3) * 80 })),
      groups,
      notes: [
        { id: "n", text: "Free", x: 4, y: 8, w: 200, h: 96, colour: "" },
        {
          id: "m",
          text: "Tied",
          x: 40,
          y: 80,
          w: 200,
          h: 96,
          colour: "blue",
          ...(parts.noteOn < count ? { step: id(parts.noteOn) } : {}),
        },
      ],
    },
  };
  return {
    state: { document, stepIds: parts.order.map(id) },
    steps: new Set([...chosen, ...parts.more].map(id)),
    notes: new Set(parts.nested ? ["n"] : []),
  };
}

function toEntry(index: number, parts: CaseParts, name: (index: number) => string): JsonObject {
  const file = parts.classes[index] ?? "Plain";
  const text = texts[parts.said[index] ?? 0] ?? "";
  const entry: JsonObject = { name: name(index), file };
  if (file === "Plain" || file === "Own") return { ...entry, text, retry_max: index };
  if (file === "Script")
    return { ...entry, code: index % 2 === 0 ? `step.getAppVariable("limit")` : `step.routeTo(["s${index + 1}"])` };
  return file === "Pointer" ? { ...entry, of: name(Math.max(0, index - 1)) } : entry;
}

function connect(entries: JsonObject[], { from, to, link }: { from: number; to: number; link: string }): void {
  const [source, target] = [entries[from], entries[to]];
  if (source === undefined || target === undefined) return;
  const add = (entry: JsonObject, key: string, name: unknown): void => {
    entry[key] = [...((entry[key] as string[] | undefined) ?? []), name as string];
  };
  if (link === "output" || link === "both" || link === "yes" || link === "no") add(source, "output_to", target.name);
  if (link === "data" || link === "both") add(target, "data_from", source.name);
  if (link === "error") add(source, "error_to", target.name);
  if (link === "yes" || link === "no") {
    const routes = (source.routes ?? {}) as JsonObject;
    add(routes, link, target.name);
    source.routes = routes;
  }
}
