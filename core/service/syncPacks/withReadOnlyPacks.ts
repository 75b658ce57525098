import { SluiceError } from "../../base/SluiceError.ts";
import type { ServicePorts } from "../ServicePorts.ts";

/** The same ports; they refuse to change or delete an application that a SyncPack brought. */
export function withReadOnlyPacks<P extends Pick<ServicePorts, "applications" | "drafts" | "syncPacks">>(ports: P): P {
  const { applications, drafts, syncPacks } = ports;
  const assertOwn = (name: string): void => {
    const pack = syncPacks.findOwner({ kind: "application", name });
    if (pack === undefined) return;
    throw new SluiceError(
      "not_supported",
      `The application "${name}" belongs to the SyncPack "${pack}" and is only read. Copy it under another name to change it.`,
      { details: { name, syncpack: pack } },
    );
  };
  return {
    ...ports,
    applications: {
      ...applications,
      async publish(name, change) {
        assertOwn(name);
        return applications.publish(name, change);
      },
      async saveDraft(name, change) {
        assertOwn(name);
        return applications.saveDraft(name, change);
      },
      async delete(name, deletion) {
        assertOwn(name);
        return applications.delete(name, deletion);
      },
    },
    drafts: {
      ...drafts,
      async commit(name, change) {
        assertOwn(name);
        if (change.rename !== undefined) assertOwn(change.rename);
        return drafts.commit(name, change);
      },
    },
  };
}
