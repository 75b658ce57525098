/** Exit code of a check that could not be made: neither passed nor failed. */
export const skipped = 3;

/**
 * The desktop program on a real Electron. Without a binary or a display it says SKIPPED and why, and ends with a code of its
 * own: nobody shall take it for passed.
 */
export async function verifyDesktop({ platform, env, find, hasXvfb, write, run }) {
  const isBlind = platform === "linux" && !env.DISPLAY && !env.WAYLAND_DISPLAY;
  const skip = (reason) => {
    write(`SKIPPED: ${reason}. Nothing was verified.\n`);
    return skipped;
  };
  if (isBlind && !hasXvfb()) return skip("there is no display, and no xvfb-run that would stand in for one");
  const { command, reason } = find(isBlind ? { ...env, DISPLAY: ":0" } : env);
  if (command === undefined) return skip(reason);
  return run({ isBlind, command });
}
