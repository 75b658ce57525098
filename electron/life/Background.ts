import type { HostWork } from "../host/createHostWork.ts";
import type { DesktopSettings } from "../settings/DesktopSettings.ts";

export interface BackgroundParts {
  settings: Pick<DesktopSettings, "get" | "change">;
  /** One that goes on without this program needs no one to stay. */
  host: { isJoined(): boolean };
  work: Pick<HostWork, "countRuns" | "hasSchedules">;
  /** Whether a window is open. */
  isOpen(): boolean;
  explain(): Promise<boolean>;
  quit(): void;
}

/** The program without a window: it goes on while there is work and it may, else it quits. */
export class Background {
  private readonly parts: BackgroundParts;
  private isLooking = false;

  constructor(parts: BackgroundParts) {
    this.parts = parts;
  }

  /** The last window closed, or something ended while there is none. */
  async look(): Promise<void> {
    const { settings, isOpen, explain, quit } = this.parts;
    if (this.isLooking || isOpen()) return;
    this.isLooking = true;
    try {
      if (!settings.get().keepInTray || !(await this.hasWork())) {
        if (!isOpen()) quit();
        return;
      }
      if (settings.get().wasTold) return;
      settings.change({ wasTold: true });
      const keepInTray = await explain();
      settings.change({ keepInTray });
      if (!keepInTray && !isOpen()) quit();
    } finally {
      this.isLooking = false;
    }
  }

  /** A host that does not answer has none. */
  private async hasWork(): Promise<boolean> {
    const { host, work } = this.parts;
    if (host.isJoined()) return false;
    try {
      return (await work.countRuns()) > 0 || (await work.hasSchedules());
    } catch {
      return false;
    }
  }
}
