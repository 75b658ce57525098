import { isJsonObject, type JsonObject, type JsonValue, ownValue } from "../../base/json.ts";
import { identifyItems, identifyPosition, readLayoutObject } from "../diff/identifyItems.ts";
import type { EditState } from "../operations/EditState.ts";
import { withKey } from "../operations/objectKeys.ts";
import { readText } from "../readApplication.ts";
import { each, Merge, type MergePlace, type Sides } from "./Merge.ts";
import { mergeOrder } from "./mergeOrder.ts";

/** The layout of a merged document, whose steps have these names by id; mine wins. undefined = neither side has one. */
export function mergeLayouts(sides: Sides<EditState>, names: ReadonlyMap<string, string>): JsonValue | undefined {
  const { theirs, mine } = sides;
  const [there, here] = [ownValue(theirs.document, "layout"), ownValue(mine.document, "layout")];
  if (!isJsonObject(there) || !isJsonObject(here)) return here ?? there;
  const merge = new Merge({}, ({ path }) => path.at(-1) === "steps");
  const place: MergePlace = { of: "application", path: [], silent: true };
  const layouts = each(sides, ({ document }) => readLayoutObject(document));
  const isKnown = new Set([...sides.base.stepIds, ...theirs.stepIds, ...mine.stepIds]);
  const list = (key: string, identify: Sides<(item: JsonObject) => string | undefined>): JsonValue | undefined => {
    const values = each(layouts, (layout) => ownValue(layout, key));
    const { base, theirs, mine } = {
      base: identifyItems(values.base, identify.base),
      theirs: identifyItems(values.theirs, identify.theirs),
      mine: identifyItems(values.mine, identify.mine),
    };
    if (values.mine === undefined || base === undefined || theirs === undefined || mine === undefined) {
      return merge.value(values, place);
    }
    const maps = each({ base, theirs, mine }, (items) => new Map([...items].map(([id, { item }]) => [id, item])));
    const items = merge.items(maps, () => place);
    const order = mergeOrder(
      each(maps, (items) => [...items.keys()]),
      { kept: new Set(items.keys()), choose: () => "mine" },
    );
    return order.flatMap((id) => {
      const item = items.get(id) ?? {};
      if (key !== "steps" || !isKnown.has(id)) return [item];
      const name = names.get(id);
      if (name === undefined) return [];
      return [readText(item, "step") === name ? item : withKey(item, { key: "step", value: name })];
    });
  };
  const byId = (item: JsonObject): string | undefined => readText(item, "id");
  const lists: [string, JsonValue | undefined][] = [
    ["steps", list("steps", each(sides, identifyPosition))],
    [
      "groups",
      list(
        "groups",
        each(sides, () => byId),
      ),
    ],
    [
      "notes",
      list(
        "notes",
        each(sides, () => byId),
      ),
    ],
  ];
  const rest = merge.object(layouts, place);
  return lists.reduce((layout, [key, value]) => withKey(layout, { key, value }), rest);
}
