import { SluiceError } from "../../base/SluiceError.ts";
import type { TrashEntry } from "../ports/TrashRepository.ts";
import type { ServicePorts } from "../ServicePorts.ts";

type Ports = Pick<ServicePorts, "trash" | "applications" | "configurations" | "stepClasses" | "stepClassDrafts">;

/** How long what was deleted can be restored, ms. */
export const trashMs = 30 * 24 * 3_600_000;

const words = { application: "an application", configuration: "a configuration", step_class: "a step class" } as const;

/** Use-cases of what was deleted: it can be restored whole for 30 days. */
export class TrashService {
  private readonly ports: Ports;

  constructor(ports: Ports) {
    this.ports = ports;
  }

  /** Newest first. */
  list(): TrashEntry[] {
    return this.ports.trash.list();
  }

  /** Gives it back under its name. Throws `not_found`, `already_exists`. */
  async restore(id: string): Promise<TrashEntry> {
    const entry = this.get(id);
    const { kind, name } = entry;
    if (this.isTaken(entry)) {
      throw new SluiceError(
        "already_exists",
        `There is ${words[kind]} "${name}" again. Rename or delete it, then restore the one that was deleted.`,
        { details: { kind, name } },
      );
    }
    await this.ports.trash.restore(entry);
    return entry;
  }

  /** Deletes it for good. Throws `not_found`. */
  async purge(id: string): Promise<TrashEntry> {
    const entry = this.get(id);
    await this.ports.trash.purge(entry);
    return entry;
  }

  private get(id: string): TrashEntry {
    const found = this.ports.trash.find(id);
    if (found !== undefined) return found;
    throw new SluiceError("not_found", "Nothing of this id is in the trash. It was restored, or its time is over.", {
      details: { id },
    });
  }

  private isTaken({ kind, name }: TrashEntry): boolean {
    const { applications, configurations, stepClasses, stepClassDrafts } = this.ports;
    if (kind === "application") return applications.findRevisionNumber(name) !== undefined;
    if (kind === "configuration") return configurations.find(name) !== undefined;
    return stepClasses.find(name) !== undefined || stepClassDrafts.find(name) !== undefined;
  }
}
