import { expect, test } from "vitest";
import { buildTestArchive } from "../packs/buildTestArchive.ts";
import { createTestSigner } from "../packs/signatures/createTestSigner.ts";
import { openTestApi } from "./openTestApi.ts";

async function openWorld() {
  const { api, ask } = await openTestApi();
  const upload = async (archive: Uint8Array, signature?: string) => {
    const query = signature === undefined ? "" : `?${new URLSearchParams({ signature })}`;
    const answer = await api.inject({
      method: "POST",
      url: `/api/v1/syncpacks${query}`,
      headers: { authorization: "Bearer administrator", "content-type": "application/gzip" },
      payload: Buffer.from(archive),
    });
    return [answer.statusCode, answer.json().detail];
  };
  const trust = async () => {
    const { signature, signed_by } = (await ask("GET", "/syncpacks/test_pack")).json().trust;
    return [signature, signed_by?.name, signed_by?.comment];
  };
  const know = (...keys: { name: string; key: string }[]) =>
    ask("PATCH", "/settings", { body: { pack_keys: keys } }).then(({ statusCode }) => statusCode);
  return { ask, upload, trust, know };
}

test("a signature is judged by the keys that are known, and a forged one is refused", async () => {
  const { ask, upload, trust, know } = await openWorld();
  const [ada, forger] = [createTestSigner(), createTestSigner()];
  const archive = await buildTestArchive();
  expect(await upload(archive)).toEqual([201, undefined]);
  expect(await trust()).toEqual(["none", undefined, undefined]);
  // The same archive with a signature is the same pack, which then has one.
  expect(await upload(archive, ada.sign(archive, "by Ada"))).toEqual([201, undefined]);
  expect(await trust()).toEqual(["unknown", null, "by Ada"]);
  expect(await know({ name: "Ada", key: ada.publicKey })).toBe(200);
  expect(await trust()).toEqual(["known", "Ada", "by Ada"]);
  expect(await upload(archive, forger.sign(archive, "by Ada"))).toEqual([
    400,
    expect.stringContaining("is not what the key of Ada"),
  ]);
  expect(await upload(archive, "no signature")).toEqual([400, expect.stringContaining("none of minisign")]);
  expect(await trust()).toEqual(["known", "Ada", "by Ada"]);
  expect((await ask("POST", "/syncpacks/test_pack/activate")).statusCode).toBe(200);
  expect(await trust()).toEqual(["known", "Ada", "by Ada"]);
});

test("a pack whose signature is found out to be bad is not activated until it comes with a good one", async () => {
  const { ask, upload, trust, know } = await openWorld();
  const [ada, forger] = [createTestSigner(), createTestSigner()];
  const archive = await buildTestArchive();
  await upload(archive, forger.sign(archive, "by Ada"));
  expect((await trust())[0]).toBe("unknown");
  await know({ name: "Ada", key: ada.publicKey });
  expect((await trust())[0]).toBe("bad");
  const refused = await ask("POST", "/syncpacks/test_pack/activate");
  expect([refused.statusCode, refused.json().code]).toEqual([400, "invalid_pack"]);
  expect((await ask("GET", "/syncpacks/test_pack")).json()).toMatchObject({
    activated: false,
    problem: expect.stringContaining("is not what the key of Ada"),
  });
  await upload(archive, ada.sign(archive, "really"));
  expect((await ask("POST", "/syncpacks/test_pack/activate")).json()).toMatchObject({ activated: true, problem: null });
});

test("what is no key, and the same key twice, are refused and change nothing", async () => {
  const { ask, know } = await openWorld();
  const { publicKey: key } = createTestSigner();
  expect(await know({ name: "Ada", key })).toBe(200);
  expect(await know({ name: "Ada", key: "no key" })).toBe(400);
  expect(await know({ name: "Ada", key }, { name: "Bob", key })).toBe(400);
  const other = Buffer.concat([Buffer.from("Ed"), Buffer.alloc(40)]).toString("base64");
  expect(await know({ name: "Ada", key }, { name: "Ada", key: other })).toBe(400);
  expect((await ask("GET", "/settings")).json().pack_keys).toEqual([{ name: "Ada", key }]);
});
