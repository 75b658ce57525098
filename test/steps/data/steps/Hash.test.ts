import { expect, it } from "vitest";
import Hash from "../../../../core/steps/data/steps/Hash.ts";
import { runStep } from "../../../support/runStep.ts";

const make = async (params: object, input?: unknown) =>
  runStep(Hash, { params: params as never, ...(input === undefined ? {} : { input }) });

it("hashes text as known vectors say", async () => {
  expect((await make({ value: "abc" })).data).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  expect((await make({ value: "abc", algorithm: "md5" })).data).toBe("900150983cd24fb0d6963f7d28e17f72");
  expect((await make({ value: "abc", algorithm: "sha1", encoding: "base64" })).data).toBe(
    "qZk+NkcGgWq6PiVxeFDCbJzQ2J0=",
  );
});

it("makes an HMAC (RFC 4231, test case 2)", async () => {
  const { data } = await make({ make: "hmac", value: "what do ya want for nothing?", key: "Jefe" });
  expect(data).toBe("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
});

it("gives equal objects equal hashes", async () => {
  const one = await make({}, { b: [1, { d: 2, c: 3 }], a: 1 });
  const other = await make({}, { a: 1, b: [1, { c: 3, d: 2 }] });
  expect(one.data).toBe(other.data);
  expect((await make({}, { a: 2 })).data).not.toBe(one.data);
});

it("makes UUIDs of both kinds, the second in the order of time", async () => {
  expect((await make({ make: "uuid4" })).data).toMatch(
    /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
  );
  const { data } = await make({ make: "uuid7" });
  expect(data).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  const time = Number.parseInt(String(data).replace("-", "").slice(0, 12), 16);
  expect(Math.abs(time - Date.now())).toBeLessThan(60_000);
});

it("fails when there is nothing to hash", async () => {
  expect((await make({})).error?.name).toBe("NothingToHashException");
});
