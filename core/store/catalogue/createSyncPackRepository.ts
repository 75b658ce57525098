import type { PackContents } from "../../service/ports/PackArchives.ts";
import type { PackDocument, StoredPack, SyncPackRepository } from "../../service/ports/SyncPackRepository.ts";
import { type Connection, lazyStatement } from "../connect.ts";
import type { StoreWriter } from "../StoreWriter.ts";

interface Row {
  contents: string;
  uploadedAt: number;
  uploadedBy: string;
  activatedAt: number | null;
  installedAt: number | null;
  problem: string | null;
}

/** SyncPacks. Each run asks for them, so their list is kept until it changes; a reader beside an owner reads it anew. */
export function createSyncPackRepository(parts: {
  connection: Connection;
  writer: StoreWriter;
  isOwner: boolean;
}): SyncPackRepository {
  const { connection, writer, isOwner } = parts;
  const sql = (text: string) => lazyStatement(connection, text);
  const all = sql(`SELECT contents, uploaded_at AS uploadedAt, uploaded_by AS uploadedBy, activated_at AS activatedAt,
    installed_at AS installedAt, problem FROM syncpacks ORDER BY name, rowid`);
  const archive = sql("SELECT archive FROM syncpacks WHERE name = ? AND version = ?");
  const owner = sql("SELECT pack FROM syncpack_documents WHERE kind = ? AND name = ?");
  const documents = sql("SELECT kind, name FROM syncpack_documents WHERE pack = ? ORDER BY kind, name");
  let known: StoredPack[] | undefined;
  const write = async (...[writes]: Parameters<StoreWriter["write"]>): Promise<void> => {
    try {
      await writer.write(writes);
    } finally {
      known = undefined;
    }
  };
  return {
    list() {
      const packs = known ?? (all().all() as Row[]).map(toPack);
      if (isOwner) known = packs;
      return packs;
    },
    readArchive(name, version) {
      const row = archive().get(name, version) as { archive: Uint8Array } | undefined;
      return row?.archive;
    },
    async save({ contents, signature, uploadedAt, uploadedBy }, bytes) {
      const { name, version } = contents.meta;
      await write([["pack.save", name, version, toText(contents, signature), uploadedAt, uploadedBy, bytes]]);
    },
    async setSignature({ contents }, signature) {
      const { name, version } = contents.meta;
      await write([["pack.setContents", name, version, toText(contents, signature)]]);
    },
    async setState({ name, version }, { activatedAt, installedAt, problem }) {
      await write([["pack.setState", name, version, activatedAt ?? null, installedAt ?? null, problem ?? null]]);
    },
    delete: ({ name, version }) => write([["pack.delete", name, version]]),
    findOwner({ kind, name }) {
      const row = owner().get(kind, name) as { pack: string } | undefined;
      return row?.pack;
    },
    listDocuments: (pack) => documents().all(pack) as PackDocument[],
    async claim(pack, claimed) {
      if (claimed.length > 0) await write(claimed.map(({ kind, name }) => ["packDocument.claim", kind, name, pack]));
    },
    async release(pack, released) {
      if (released.length > 0)
        await write(released.map(({ kind, name }) => ["packDocument.release", kind, name, pack]));
    },
  };
}

/** The signature stands with what an archive holds: it is of no use without. */
function toText(contents: PackContents, signature: string | undefined): string {
  return JSON.stringify({ ...contents, signature });
}

function toPack({ contents: text, activatedAt, installedAt, problem, ...row }: Row): StoredPack {
  const { signature, ...contents } = JSON.parse(text) as PackContents & { signature?: string };
  return {
    ...row,
    contents,
    signature,
    activatedAt: activatedAt ?? undefined,
    installedAt: installedAt ?? undefined,
    problem: problem ?? undefined,
  };
}
