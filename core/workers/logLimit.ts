/** The failure of an attempt that wrote too much. `bytes`: its limit. */
export function logLimit(bytes: number): { exception: string; message: string } {
  const shown = bytes >= 1_000_000 ? `${Math.round(bytes / 100_000) / 10} MB` : `${bytes} bytes`;
  const message = `The attempt wrote more than its limit of ${shown} of log lines and output`;
  return { exception: "LogLimitException", message };
}
