import { EventEmitter } from "node:events";
import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import { describe, expect, test } from "vitest";
import { DataNotSerializableException } from "../../core/base/DataNotSerializableException.ts";
import { encodeData } from "../../core/data/encodeData.ts";
import { assertSerializable } from "../../core/data/inspectValue.ts";
import { buildDataOptions, buildRows } from "./dataFolder.ts";

class Empty {
  #hidden = 1;
  read(): number {
    return this.#hidden;
  }
}

function nested(depth: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < depth; level += 1) value = [value];
  return value;
}

const refused: [string, unknown, string][] = [
  ["a function", { rows: [1, 2, 3, { callback: () => 1 }] }, "$.rows[3].callback is a function"],
  ["a method of the root", () => 1, "$ is a function"],
  ["a symbol", { "odd key": Symbol("x") }, '$["odd key"] is a symbol'],
  ["a promise", { later: Promise.resolve(1) }, "$.later is a promise; await it first"],
  ["a URL", { link: new URL("http://127.0.0.1/") }, "$.link is an instance of URL"],
  ["a search part of a URL", [new URLSearchParams("a=1")], "$[0] is an instance of URLSearchParams"],
  ["a response", { response: new Response("body") }, "$.response is an instance of Response"],
  ["headers", new Headers({ a: "b" }), "$ is an instance of Headers"],
  ["form data", new FormData(), "$ is an instance of FormData"],
  ["a blob", { file: new Blob(["x"]) }, "$.file is a"],
  ["a weak map", new Map([["key", new WeakMap()]]), "$.get(key) is an instance of WeakMap"],
  ["a weak reference", new Set([new WeakRef({})]), "$.item(0) is an instance of WeakRef"],
  ["a key of a map", new Map([[() => 1, "value"]]), "$.key(0) is a function"],
  ["a stream", { source: Readable.from([1]) }, "$.source is a stream (Readable)"],
  ["a web stream", { source: new ReadableStream() }, "$.source is a stream (ReadableStream)"],
  [
    "a generator",
    (function* () {
      yield 1;
    })(),
    "$ is an instance of",
  ],
  ["an abort signal", { signal: AbortSignal.timeout(1_000_000) }, "$.signal"],
  ["an instance that hides its data", { item: new Empty() }, "$.item is an instance of Empty"],
  [
    "the cause of an error",
    new Error("outer", { cause: { url: new URL("http://127.0.0.1/") } }),
    "$.cause.url is an instance of URL",
  ],
  ["a proxy", { model: new Proxy({}, {}) }, "$.model is a Proxy"],
  ["a boxed symbol", { box: Object(Symbol("x")) }, "$.box is an instance of Symbol"],
  ["shared memory", { memory: new SharedArrayBuffer(8) }, "$.memory is an instance of SharedArrayBuffer"],
  ["an emitter with listeners", new EventEmitter().on("x", () => 1), "$._events.x is a function"],
  ["too deep a nest", nested(200_000), "$ is nested too deeply"],
];

describe("saving", () => {
  test.each(refused)("refuses %s and says where it is", async (_, value, message) => {
    const error = await encodeData(value, buildDataOptions()).catch((cause: unknown) => cause);
    expect(error).toBeInstanceOf(DataNotSerializableException);
    expect(error).toMatchObject({ name: "DataNotSerializableException", message: expect.stringContaining(message) });
  });

  test("names the path apart from the message", () => {
    expect(() => assertSerializable({ a: [() => 1] })).toThrow(expect.objectContaining({ path: "$.a[0]" }));
  });

  test("refuses a part deep in a large list", async () => {
    const rows: Record<string, unknown>[] = buildRows(20_000);
    rows.push({ id: 1, file: createReadStream(import.meta.filename) });
    await expect(encodeData(rows, buildDataOptions())).rejects.toThrow("$[20000].file is a stream");
  });

  test("refuses a part behind a hole of a list", async () => {
    const sparse: unknown[] = [1];
    sparse[5_000_000] = { a: () => 1 };
    await expect(encodeData({ sparse }, buildDataOptions())).rejects.toThrow("$.sparse[5000000].a is a function");
  });

  test("passes on what a getter of the value throws", async () => {
    const value = {
      get broken(): never {
        throw new RangeError("no such row");
      },
    };
    await expect(encodeData(value, buildDataOptions())).rejects.toThrow("no such row");
  });

  test("looks at a part that many others share only once", () => {
    let value: unknown = { leaf: [1] };
    for (let level = 0; level < 60; level += 1) value = [value, value];
    assertSerializable(value);
    assertSerializable({ value });
  });
});
