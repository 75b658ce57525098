import { readFileSync, writeFileSync } from "node:fs";
import { z } from "zod";

const schema = z.object({
  /** Closing the last window leaves the host at work while there is any. */
  keepInTray: z.boolean().default(true),
  /** Whether that was explained. */
  wasTold: z.boolean().default(false),
});

export type Settings = z.infer<typeof schema>;

/** What a person set for the program on this computer, in one small file. */
export class DesktopSettings {
  private readonly file: string;
  private settings: Settings;

  /** A file that is not there or broken is as none. */
  constructor(file: string) {
    this.file = file;
    this.settings = read(file);
  }

  get(): Readonly<Settings> {
    return this.settings;
  }

  /** Settings that cannot be kept hold until the program ends. */
  change(part: Partial<Settings>): void {
    this.settings = { ...this.settings, ...part };
    try {
      writeFileSync(this.file, JSON.stringify(this.settings));
    } catch {
      // The next start asks again.
    }
  }
}

function read(file: string): Settings {
  try {
    return schema.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return schema.parse({});
  }
}
