import { fileURLToPath } from "node:url";
import { type Door, type DoorOptions, openDoor } from "../api/openDoor.ts";
import { isLoopback } from "../base/isLoopback.ts";

/** Where the editor is when it is built. */
const editorFolder = fileURLToPath(new URL("../../renderer/dist", import.meta.url));

/**
 * The door of a host that is to be opened. It stands open at once if only this computer can come in; else it waits until the
 * host knows who may.
 */
export class HostDoor {
  readonly host: string;
  private readonly options: DoorOptions;
  private door: Door | undefined;

  private constructor(options: DoorOptions) {
    this.host = options.host;
    this.options = options;
  }

  /** Throws `address_in_use`. */
  static async begin(options: Omit<DoorOptions, "editorFolder">): Promise<HostDoor> {
    const door = new HostDoor({ ...options, editorFolder });
    if (isLoopback(door.host)) await door.open();
    return door;
  }

  /** Its address, once it stands open. */
  get url(): string | undefined {
    return this.door?.url;
  }

  /** Throws `address_in_use`. */
  async open(): Promise<Door> {
    this.door ??= await openDoor(this.options);
    return this.door;
  }

  async close(): Promise<void> {
    await this.door?.close();
  }
}
