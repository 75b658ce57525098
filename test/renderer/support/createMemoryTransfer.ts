import type { ImportRow, TransferPort } from "../../../renderer/state/ports/TransferPort.ts";

/** Everything that comes in is new; the last thing that it needs is not there. */
export function createMemoryTransfer(): TransferPort {
  const row = { message: undefined, unset: [], neededBy: [], errors: 0 };
  return {
    import: async ({ applications }) => [
      ...applications.map(
        ({ name }): ImportRow => ({
          ...row,
          kind: "application",
          name: String(name),
          original: String(name),
          action: "create",
        }),
      ),
      { ...row, kind: "secret", name: "crm", original: "crm", action: "missing", neededBy: ["child"] },
    ],
    fill: async () => undefined,
    addApplication: async () => "published",
    readApplication: async (name) => ({
      name,
      app_variables: [],
      steps: [{ name: "Inside", file: "Log", message: "inside" }],
    }),
    exportArchive: async () => new Uint8Array(),
  };
}
