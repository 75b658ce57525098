import { writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { DesktopFile } from "../preload/DesktopBridge.ts";
import { readFiles } from "./readFiles.ts";

export interface PersonFilesParts {
  dialog: Pick<Electron.Dialog, "showOpenDialog" | "showSaveDialog" | "showErrorBox">;
  shell: Pick<Electron.Shell, "showItemInFolder">;
  /** Where the first dialog begins; later ones begin where the last one ended. */
  folder(): string;
}

/** Files that a person chooses in the dialogs of the system. */
export class PersonFiles {
  private readonly parts: PersonFilesParts;
  private lastFolder: string | undefined;
  private readonly saved = new Set<string>();

  constructor(parts: PersonFilesParts) {
    this.parts = parts;
  }

  async open(): Promise<DesktopFile[]> {
    const { dialog } = this.parts;
    const { canceled, filePaths } = await dialog.showOpenDialog({
      defaultPath: this.folder(),
      properties: ["openFile", "multiSelections"],
      filters: [{ name: "Applications, archives, step classes", extensions: ["json", "zip", "ts"] }],
    });
    const [first] = filePaths;
    if (canceled || first === undefined) return [];
    this.lastFolder = dirname(first);
    return readFiles(filePaths, (path, reason) => dialog.showErrorBox(`${path} could not be read`, reason));
  }

  /** Resolves with where it is; undefined = it was not saved. Rejects when it could not be written. */
  async save({ name, bytes }: DesktopFile): Promise<string | undefined> {
    const { canceled, filePath } = await this.parts.dialog.showSaveDialog({ defaultPath: join(this.folder(), name) });
    if (canceled || filePath === "") return undefined;
    await writeFile(filePath, bytes);
    this.lastFolder = dirname(filePath);
    this.saved.add(filePath);
    return filePath;
  }

  /** Only what was saved here: a page has no business in other folders. */
  show(path: string): void {
    if (!this.saved.has(path)) throw new Error("Only a file that was just saved can be shown in its folder.");
    this.parts.shell.showItemInFolder(path);
  }

  private folder(): string {
    return this.lastFolder ?? this.parts.folder();
  }
}
