import { expect, test } from "vitest";
import { openTestApi } from "../api/openTestApi.ts";
import { generateOperations } from "./generateOperations.ts";

// A public generator reads the description; `npm run client` writes the file anew after a change of the API.
test("the types of the client are those of the API", async () => {
  const { api } = await openTestApi();
  const description = (await api.inject("/api/v1/docs/json")).body;
  await expect(await generateOperations(description)).toMatchFileSnapshot("../../core/client/Operations.ts");
});
