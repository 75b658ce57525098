import type { RequestKeyRepository } from "../ports/RequestKeyRepository.ts";
import type { UpkeepTask } from "./UpkeepTask.ts";

/** How long a key of a request is good for, ms. */
const requestKeyMs = 24 * 3_600_000;

/** Forgets the keys of requests after 24 hours. */
export function createRequestKeyRetention(keys: Pick<RequestKeyRepository, "slices">): UpkeepTask {
  return { name: "request keys", slices: (now) => keys.slices(now - requestKeyMs) };
}
