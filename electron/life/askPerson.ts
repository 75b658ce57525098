/** What becomes of the runs that go on. */
export type QuitAnswer = "wait" | "continue" | "stop" | "stay";

type Dialog = Pick<Electron.Dialog, "showMessageBox">;

const answers = ["wait", "continue", "stop", "stay"] as const;

/** Asks what becomes of so many runs when the program ends. A dialog that is closed means to stay. */
export async function askAboutRuns(dialog: Dialog, runs: number): Promise<QuitAnswer> {
  const { response } = await dialog.showMessageBox({
    type: "question",
    title: "Sluice",
    message: runs === 1 ? "A run goes on. What shall become of it?" : `${runs} runs go on. What shall become of them?`,
    detail: "Running steps get 10 seconds to end. What is left unfinished can go on when Sluice starts again.",
    buttons: ["Quit when they ended", "Quit, go on at the next start", "Stop them and quit", "Do not quit"],
    defaultId: 0,
    cancelId: 3,
  });
  return answers[response] ?? "stay";
}

/** Explains once that the program goes on without a window. True = it may. */
export async function explainTray(dialog: Dialog): Promise<boolean> {
  const { response } = await dialog.showMessageBox({
    type: "info",
    title: "Sluice",
    message: "Sluice goes on in the tray",
    detail:
      "Runs go on or schedules are enabled, so Sluice keeps working without its window, and ends by itself when there is nothing left to do. Its symbol in the tray opens the window, quits, and changes this.",
    buttons: ["Go on in the tray", "Always quit with the window"],
    defaultId: 0,
    cancelId: 0,
  });
  return response !== 1;
}

/** Asks before the key of encrypted values moves into the keychain. True = it may. */
export async function askAboutKey(dialog: Dialog): Promise<boolean> {
  const { response } = await dialog.showMessageBox({
    type: "warning",
    title: "Sluice",
    message: "Move the key of secrets into the system's keychain?",
    detail:
      "Then only the desktop program on this account opens encrypted values: the command line asks it while it runs, and a copy of the data folder alone opens nothing. Whoever loses the keychain loses them. Make a backup first: sluice backup FILE --with-key",
    buttons: ["Move the key", "Cancel"],
    defaultId: 1,
    cancelId: 1,
  });
  return response === 0;
}
