import { expect, test } from "vitest";
import { openTestStore } from "./openTestStore.ts";
import { refusal } from "./refusal.ts";

test("tokens go with their connection: into the trash, back, and away", async () => {
  const { vault, configurations, connectionTokens, trash } = await openTestStore();
  const crm = { name: "crm", connection: "oauth2", configuration_data: [] };
  const [first, second] = ["first", "second"].map((text) => vault.encrypt(text, "tokens")) as [string, string];
  await connectionTokens.save("crm", first);
  expect(connectionTokens.find("crm")).toBeUndefined();
  await configurations.save(crm);
  await connectionTokens.save("crm", first);
  await connectionTokens.save("crm", second);
  expect([connectionTokens.find("crm"), connectionTokens.list()]).toEqual([second, [second]]);

  await configurations.delete("crm", { id: "one", deletedBy: "ann" });
  expect(connectionTokens.find("crm")).toBeUndefined();
  const [entry] = trash.list();
  if (entry === undefined) throw new Error("The trash is empty");
  await trash.restore(entry);
  expect(connectionTokens.find("crm")).toBe(second);

  await configurations.delete("crm", { id: "two", deletedBy: "ann" });
  await configurations.save(crm);
  expect([connectionTokens.find("crm"), connectionTokens.list()]).toEqual([undefined, [second]]);
  for (const gone of trash.list()) await trash.purge(gone);
  expect(connectionTokens.list()).toEqual([]);
});

test("plain text is refused", async () => {
  const { connectionTokens } = await openTestStore();
  expect(await refusal(connectionTokens.save("crm", "a-token"))).toMatchObject({ code: "internal" });
});
