/** Where newer versions of the program come from. */
export interface UpdateSource {
  /** The version that is newer than this one; undefined = there is none. Rejects when nobody can be asked. */
  find(): Promise<string | undefined>;
  /** Loads it; it takes the place of this one when the program has quit. Rejects for a file that is not what was published. */
  load(): Promise<void>;
}

export interface UpdateParts {
  source: UpdateSource;
  dialog: Pick<Electron.Dialog, "showErrorBox" | "showMessageBox">;
  /** Of this program. */
  version: string;
  /** Quits as a person would: it asks about runs that go on. */
  quit(): void;
}

/** Looks for a newer version because a person asked for it, and does nothing with it that they did not choose. */
export async function lookForUpdate({ source, dialog, version, quit }: UpdateParts): Promise<void> {
  try {
    const found = await source.find();
    if (found === undefined) {
      await dialog.showMessageBox({
        type: "info",
        title: "Sluice",
        message: `Sluice ${version} is the newest version.`,
      });
      return;
    }
    if (!(await choose(dialog, `Sluice ${found} is there. This is ${version}.`, "Load it"))) return;
    await source.load();
    if (await choose(dialog, `Sluice ${found} is loaded. It takes its place when Sluice quits.`, "Quit now")) quit();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    dialog.showErrorBox("No newer version could be had", reason);
  }
}

/** True = the person chose it. Closing the dialog means later. */
async function choose(dialog: UpdateParts["dialog"], message: string, label: string): Promise<boolean> {
  const { response } = await dialog.showMessageBox({
    type: "question",
    title: "Sluice",
    message,
    buttons: [label, "Later"],
    defaultId: 0,
    cancelId: 1,
  });
  return response === 0;
}
