import { type Client, SearchReference, SearchResponse } from "ldapts";

/** Mends each answer to a search before the library reads it. `isBytes`: whether the values of an attribute are bytes and no text. */
export function onAnswers(client: Client, isBytes: (attribute: string) => boolean): void {
  const inner = client as unknown as { _send(message: unknown): Promise<unknown> };
  const send = inner._send.bind(client);
  inner._send = async (message) => {
    const answer = await send(message);
    if (answer instanceof SearchResponse) mend(answer, isBytes);
    return answer;
  };
}

function mend(answer: SearchResponse, isBytes: (attribute: string) => boolean): void {
  for (const attribute of answer.searchEntries.flatMap((entry) => entry.attributes)) {
    // The library knows a name only in the very letters of the server, and without options.
    if (isBytes(attribute.type)) attribute.values = attribute.parsedBuffers;
  }
  // It takes a page without entries for the last one, though more may follow (RFC 2696).
  if (answer.searchEntries.length === 0 && answer.searchReferences.length === 0) {
    answer.searchReferences.push(new SearchReference({ messageId: answer.messageId, uris: [] }));
  }
}
