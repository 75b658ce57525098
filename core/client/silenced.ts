import type { ApiClient } from "./ApiClient.ts";

/** Own setting of each user: the applications whose failed runs are not told, as `{"off": ["name"]}`. */
const params = { key: "notices" };

/** The applications whose failed runs are not to be told to who asks. */
export async function readSilenced(client: Pick<ApiClient, "call">): Promise<ReadonlySet<string>> {
  // Asking for what is not there would be an error in the console of a browser.
  if (!(await client.call("listOwnSettings")).includes(params.key)) return new Set();
  const { off } = await client.call("getOwnSetting", { params });
  return new Set(Array.isArray(off) ? off.filter((name) => typeof name === "string") : []);
}

/** Tells the failed runs of an application from now on, or no longer. */
export async function setSilenced(
  client: Pick<ApiClient, "call">,
  { application, isSilenced }: { application: string; isSilenced: boolean },
): Promise<void> {
  const others = [...(await readSilenced(client))].filter((name) => name !== application);
  const off = isSilenced ? [...others, application] : others;
  await client.call("setOwnSetting", { params, body: { off } });
}
