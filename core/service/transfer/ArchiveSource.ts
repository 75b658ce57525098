/** The bytes of an archive, wherever they lie: a part can be read without the rest. */
export interface ArchiveSource {
  /** Bytes. */
  size: number;
  /** Resolves with exactly so many bytes from there; both lie within the size. */
  read(offset: number, length: number): Promise<Uint8Array>;
}

/** An archive in memory. */
export function fromBytes(bytes: Uint8Array): ArchiveSource {
  return { size: bytes.length, read: async (offset, length) => bytes.subarray(offset, offset + length) };
}
