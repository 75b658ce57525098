/** How much memory the C library keeps: in a worker as little as in its host. */
export const memoryVariables = ["MALLOC_ARENA_MAX", "MALLOC_TRIM_THRESHOLD_", "MALLOC_MMAP_THRESHOLD_"];

const passedOn = new Set([
  "PATH",
  "HOME",
  "USER",
  "LANG",
  "LANGUAGE",
  "TZ",
  "TMPDIR",
  "TEMP",
  "TMP",
  "NODE_EXTRA_CA_CERTS",
  "SSL_CERT_FILE",
  "SSL_CERT_DIR",
  "HTTP_PROXY",
  "HTTPS_PROXY",
  "NO_PROXY",
  "ALL_PROXY",
  "NODE_USE_ENV_PROXY",
  ...memoryVariables,
  // Windows cannot start a process or open a socket without these.
  "SYSTEMROOT",
  "WINDIR",
  "COMSPEC",
  "PATHEXT",
  "USERPROFILE",
  "APPDATA",
  "LOCALAPPDATA",
]);

/** Never given on, whoever asks: the program's own, such as the key of its secrets, and what changes how Node runs. */
const kept = /^(?:SLUICE_|NODE_OPTIONS$|NODE_PATH$|LD_|DYLD_)/;

/**
 * The environment of a worker: what programs need to find files, time zone and network, and `more` by name; nothing else of
 * the host's.
 */
export function workerEnvironment(
  environment: NodeJS.ProcessEnv,
  more: readonly string[] = [],
): Record<string, string> {
  const wanted = new Set(more.map((name) => name.toUpperCase()).filter((name) => !kept.test(name)));
  const scrubbed: Record<string, string> = {};
  for (const [name, value] of Object.entries(environment)) {
    const upper = name.toUpperCase();
    const isPassedOn = passedOn.has(upper) || upper.startsWith("LC_") || wanted.has(upper);
    if (value !== undefined && isPassedOn) scrubbed[name] = value;
  }
  return scrubbed;
}
