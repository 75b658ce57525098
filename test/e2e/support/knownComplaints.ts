/** What Chromium itself writes into its console, whatever the page does about it. */
const known = {
  /** Requests and the feed of events of a window whose host was killed. */
  hostGone: [
    /^Failed to load resource: net::ERR_(CONNECTION_REFUSED|CONNECTION_RESET|CONNECTION_CLOSED|EMPTY_RESPONSE|SOCKET_NOT_CONNECTED|INCOMPLETE_CHUNKED_ENCODING)/,
    /^WebSocket connection to '.*' failed/,
  ],
  /** A host without room on its disk says so to who wants to store something. */
  diskFull: [/^Failed to load resource: the server responded with a status of 503 .*\/draft$/],
  /** A pack that a test only says to be there, and an archive that is none. */
  wrongPack: [
    /^Failed to load resource: the server responded with a status of 404 .*\/syncpacks\/broken\?/,
    /^Failed to load resource: the server responded with a status of 400 .*\/syncpacks\?force=false$/,
  ],
};

/** The complaints that are none of those that a test brings about on purpose. */
export function otherComplaints(complaints: readonly string[], ...reasons: (keyof typeof known)[]): string[] {
  const expected = reasons.flatMap((reason) => known[reason]);
  return complaints.filter((complaint) => !expected.some((pattern) => pattern.test(complaint)));
}
