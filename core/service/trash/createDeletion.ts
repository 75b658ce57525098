import { createUuid } from "../../base/ids.ts";
import type { Deletion } from "../ports/TrashRepository.ts";
import type { ServicePorts } from "../ServicePorts.ts";

/** What a deletion is kept under. */
export function createDeletion(ports: Pick<ServicePorts, "clock" | "random">, deletedBy: string): Deletion {
  return { id: createUuid(ports), deletedBy };
}
