import { expect, test } from "vitest";
import type { JsonValue } from "../../core/base/json.ts";
import { readTunnel } from "../../core/model/readTunnel.ts";

const connection = (value: JsonValue, more: object = {}) => ({
  name: "erp",
  connection: "ssh",
  configuration_data: [
    { name: "host", value: "erp" },
    { name: "tunnel", value, ...more },
  ],
});

test("the way of a connection leads through the one that its variable tunnel names", () => {
  expect(readTunnel(connection("gate"))).toEqual({ connection: "gate", index: 1 });
});

test("a name that only a run knows, or none, is no way", () => {
  for (const value of ["", null, 7, "$ENV(GATE)"]) expect(readTunnel(connection(value))).toBeUndefined();
  expect(readTunnel(connection("gate", { encrypted: true }))).toBeUndefined();
  expect(readTunnel({ ...connection("gate"), connection: "" })).toBeUndefined();
  expect(readTunnel({ name: "plain", configuration_data: [{ name: "tunnel", value: "gate" }] })).toBeUndefined();
});
