const deepest = 20;
// What no system takes as a name, or takes as something else: a way up, a drive, a device.
const unsafe = /^\.{0,2}$|[\\:*?"<>|\p{Cc}]|[. ]$|^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/iu;

/** Whether a relative path with `/` stays in its folder, on every system. */
export function isSafePath(path: string): boolean {
  const parts = path.split("/");
  return parts.length <= deepest && path.length <= 400 && parts.every((part) => !unsafe.test(part));
}
