const chunk = 0x6000;

/** Base64 (RFC 4648, with padding) of bytes. */
export function toBase64(bytes: Uint8Array): string {
  const parts: string[] = [];
  // Chunks of a multiple of three bytes join without padding between them, and stay below the limit of arguments.
  for (let start = 0; start < bytes.length; start += chunk) {
    parts.push(btoa(String.fromCharCode(...bytes.subarray(start, start + chunk))));
  }
  return parts.join("");
}

/** The bytes of a base64 text, or undefined when it is none. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    const binary = atob(text);
    const bytes = new Uint8Array(binary.length);
    for (let index = 0; index < binary.length; index += 1) bytes[index] = binary.charCodeAt(index);
    return bytes;
  } catch {
    return undefined;
  }
}
