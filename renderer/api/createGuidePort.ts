import type { ApiClient } from "../../core/client/ApiClient.ts";
import { type GuidePort, type GuideState, guideSteps } from "../state/ports/GuidePort.ts";

/** Own setting of each user. */
const params = { key: "guide" };

/** How far a user came in the guided first flow, over the API. */
export function createGuidePort(client: Pick<ApiClient, "call">): GuidePort {
  return {
    async read() {
      // Asking for what is not there would be an error in the console of a browser.
      if (!(await client.call("listOwnSettings")).includes(params.key)) return undefined;
      return parseState(await client.call("getOwnSetting", { params }));
    },
    async save({ application, done, isShown }) {
      await client.call("setOwnSetting", { params, body: { application, done: [...done], isShown } });
    },
  };
}

function parseState(stored: Record<string, unknown>): GuideState | undefined {
  const { application, done, isShown } = stored;
  if (typeof application !== "string" || !Array.isArray(done)) return undefined;
  return { application, done: guideSteps.filter((step) => done.includes(step)), isShown: isShown === true };
}
