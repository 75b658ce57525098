import { expect, test } from "vitest";
import { ApiClient } from "../../../core/client/ApiClient.ts";
import { createStepDataPort } from "../../../renderer/api/createStepDataPort.ts";
import { openTestApi } from "../../api/openTestApi.ts";

test("a step that never ran is no request that fails: a browser would write each into its console", async () => {
  const { api } = await openTestApi();
  const address = await api.listen({ host: "127.0.0.1", port: 0 });
  const refused: string[] = [];
  const ask = async (path: string, init?: RequestInit): Promise<Response> => {
    const answer = await fetch(`${address}${path}`, init);
    if (!answer.ok) refused.push(path);
    return answer;
  };
  expect(await createStepDataPort(new ApiClient(ask, "developer")).sample("never-ran")).toBeUndefined();
  expect(refused).toEqual([]);
});
