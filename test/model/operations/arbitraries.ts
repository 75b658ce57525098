import fc from "fast-check";
import type { JsonObject, JsonValue } from "../../../core/base/json.ts";
import type { EditOperation } from "../../../core/model/operations/EditOperation.ts";
import type { EditState } from "../../../core/model/operations/EditState.ts";

const names = ["A", "B", "C", "D", "__proto__", "constructor", "7"];
const ids = ["s0", "s1", "s2", "s3", "s4", "new1", "new2"];
const itemIds = ["g1", "g2", "n1"];
const keys = ["url", "headers", "__proto__", "7", "routes", "output_to", "disabled", "name", "queue"];

const name = fc.constantFrom(...names);
const id = fc.constantFrom(...ids);
const itemId = fc.constantFrom(...itemIds);
const key = fc.constantFrom(...keys);
const before = fc.option(fc.constantFrom(...ids, ...itemIds, ...names), { nil: null });
const absent = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });

/** JSON values with awkward keys, made of text so that `__proto__` is an own key. */
export const jsonValue: fc.Arbitrary<JsonValue> = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    fc.constantFrom<JsonValue>(null, true, 0, -0, 1.5, "", "text", "${config.X}"),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.array(fc.tuple(key, tie("value")), { maxLength: 3 }).map((entries) => Object.fromEntries(entries) as JsonObject),
  ),
})).value;

const nameList = fc.oneof(
  { arbitrary: fc.array(name, { maxLength: 4 }) as fc.Arbitrary<JsonValue>, weight: 6 },
  { arbitrary: jsonValue, weight: 1 },
);

/** An object whose keys come in any order. */
function shuffled(shape: Record<string, fc.Arbitrary<JsonValue | undefined>>): fc.Arbitrary<JsonObject> {
  return fc
    .tuple(fc.record(shape), fc.shuffledSubarray(Object.keys(shape), { minLength: Object.keys(shape).length }))
    .map(([values, order]) => {
      const entries = order.map((field) => [field, values[field]] as const).filter(([, value]) => value !== undefined);
      return Object.fromEntries(entries) as JsonObject;
    });
}

const entry = shuffled({
  name: fc.oneof({ arbitrary: name as fc.Arbitrary<JsonValue>, weight: 8 }, { arbitrary: jsonValue, weight: 1 }),
  file: fc.constant("X"),
  output_to: absent(nameList),
  data_from: absent(nameList),
  error_to: absent(nameList),
  routes: absent(fc.oneof(fc.dictionary(name, nameList, { maxKeys: 3 }), jsonValue)),
  url: absent(jsonValue),
  __proto__x: absent(jsonValue),
});

const variable = shuffled({ name, value: absent(jsonValue), required: absent(fc.boolean()) });

const layout = shuffled({
  version: fc.constant(1),
  steps: absent(
    fc.array(shuffled({ id: absent(id), step: absent(name), x: fc.nat(9), y: fc.nat(9) }), { maxLength: 4 }),
  ),
  groups: absent(
    fc.array(shuffled({ id: absent(itemId), steps: fc.array(id, { maxLength: 3 }), parent: absent(itemId) }), {
      maxLength: 3,
    }),
  ),
  notes: absent(fc.array(shuffled({ id: absent(itemId), text: name, step: absent(id) }), { maxLength: 3 })),
});

/** Documents sound and broken: two steps or variables of one name, missing ids, lists that are none. */
export const editState: fc.Arbitrary<EditState> = shuffled({
  name: absent(name),
  app_variables: absent(fc.oneof(fc.array(variable, { maxLength: 4 }), jsonValue)),
  steps: fc.array(entry, { maxLength: 5 }),
  layout: absent(
    fc.oneof({ arbitrary: layout as fc.Arbitrary<JsonValue>, weight: 8 }, { arbitrary: jsonValue, weight: 1 }),
  ),
  other: absent(jsonValue),
}).map((document) => ({ document, stepIds: (document.steps as JsonValue[]).map((_, index) => `s${index}`) }));

const edge = { from: id, to: id };
const path = fc
  .tuple(key, fc.array(fc.oneof(key, fc.nat(3)), { maxLength: 2 }))
  .map(([first, rest]) => [first, ...rest]);
const point = { x: fc.nat(9), y: fc.nat(9) };

/** Operations that often fit such a document. */
export const operation: fc.Arbitrary<EditOperation> = fc.oneof(
  fc.record({ op: fc.constant("addStep" as const), step: id, entry, before, at: fc.record(point) }),
  fc.record({ op: fc.constant("removeStep" as const), step: id }),
  fc.record({ op: fc.constant("renameStep" as const), step: id, name }),
  fc.record({ op: fc.constant("reorderStep" as const), step: id, before }),
  fc.record({
    op: fc.constantFrom("connect" as const, "disconnect" as const),
    kind: fc.constant("output" as const),
    ...edge,
  }),
  fc.record({
    op: fc.constantFrom("connect" as const, "disconnect" as const),
    kind: fc.constant("output" as const),
    ...edge,
    output: name,
  }),
  fc.record({
    op: fc.constantFrom("connect" as const, "disconnect" as const),
    kind: fc.constant("error" as const),
    ...edge,
  }),
  fc.record({ op: fc.constant("setParameter" as const), step: id, path, value: absent(jsonValue) }),
  fc.record({ op: fc.constant("setBase" as const), step: id, key, value: absent(jsonValue) }),
  fc.record({ op: fc.constant("setPin" as const), step: id, value: absent(jsonValue) }),
  fc.record({ op: fc.constant("setAppVariables" as const), variables: fc.array(variable, { maxLength: 3 }) }),
  fc.record({ op: fc.constant("addVariable" as const), variable, before }),
  fc.record({ op: fc.constant("removeVariable" as const), name }),
  fc.record({ op: fc.constant("setVariable" as const), name, variable }),
  fc.record({ op: fc.constant("setApplicationKey" as const), key, value: absent(jsonValue) }),
  fc.record({ op: fc.constant("setConfiguration" as const), name: absent(name) }),
  editState.map(({ document, stepIds }) => ({ op: "replaceDocument" as const, document, stepIds })),
  fc.record({
    op: fc.constant("moveSteps" as const),
    positions: fc.array(fc.record({ step: id, ...point }), { maxLength: 2 }),
  }),
  fc.record({ op: fc.constant("addGroup" as const), group: shuffled({ id: itemId, title: name }), before }),
  fc.record({ op: fc.constant("removeGroup" as const), id: itemId }),
  fc.record({ op: fc.constant("setGroup" as const), id: itemId, key, value: absent(jsonValue) }),
  fc.record({ op: fc.constant("addNote" as const), note: shuffled({ id: itemId, text: name }), before }),
  fc.record({ op: fc.constant("removeNote" as const), id: itemId }),
  fc.record({ op: fc.constant("setNote" as const), id: itemId, key, value: absent(jsonValue) }),
);
