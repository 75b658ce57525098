/** What an archive of a SyncPack may be at most. A pack is text and some bundled packages. */
export const archiveLimits = {
  /** Bytes of the `.tgz`. */
  packed: 32_000_000,
  /** Bytes of all files. */
  unpacked: 128_000_000,
  /** Unpacked to packed, once more than `freeUnpacked`; text comes to about 10, a bomb to a thousand. */
  ratio: 100,
  freeUnpacked: 4_000_000,
  files: 5_000,
};
