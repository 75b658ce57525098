import type { ApiClient } from "../../core/client/ApiClient.ts";
import type { ApplicationNames, VersionPort } from "../state/ports/VersionPort.ts";

/** Publishing, revisions and differences of one application over the API. `window` is the id of this window. */
export function createVersionPort(client: ApiClient, { name, window }: { name: string; window: string }): VersionPort {
  const params = { name };
  const rename = async ({ name: next, friendlyName }: ApplicationNames): Promise<string> => {
    const body = { name: next, friendly_name: friendlyName, client: window };
    return (await client.call("renameDraft", { params, body })).application;
  };
  return {
    async preview() {
      const preview = await client.call("previewPublish", { params });
      const { published_revision: published, changes, needs_merge: needsMerge, problems } = preview;
      const classes = preview.classes.map(({ name: file, is_new, problem, used_by }) => ({
        name: file,
        isNew: is_new,
        problem: problem ?? undefined,
        usedBy: used_by,
      }));
      return { published, changes, needsMerge, problems: problems as never, classes };
    },
    async publish({ comment, classes, names }) {
      const published = names === undefined ? name : await rename(names);
      const body = { client: window, comment, classes: classes.map((choice) => ({ ...choice })) };
      const { revision, result } = await client.call("publishDraft", { params: { name: published }, body });
      return { name: published, revision, result };
    },
    async merge({ choices, dryRun }) {
      const body = { client: window, choices: { ...choices }, dry_run: dryRun };
      return (await client.call("mergeDraft", { params, body })) as never;
    },
    async discard() {
      await client.call("discardDraft", { params, body: { client: window } });
    },
    async list(before) {
      const query = { limit: 100, ...(before === undefined ? {} : { before }) };
      const list = await client.call("listRevisions", { params, query });
      return list.map(({ revision, author, comment, created_at, steps }) => ({
        revision,
        author,
        comment,
        createdAt: Date.parse(created_at),
        steps,
      }));
    },
    async read(revision) {
      const { document, step_ids } = await client.call("getRevision", { params: { name, revision: String(revision) } });
      return { document: document as never, stepIds: step_ids };
    },
    async diff(from, to) {
      return (await client.call("diffVersions", { params, query: { from: String(from), to: String(to) } })) as never;
    },
    async restore(revision) {
      await client.call("restoreRevision", { params: { name, revision: String(revision) }, body: { client: window } });
    },
    async uses() {
      const list = await client.call("findUses", { query: { kind: "application", name } });
      // A draft says what is published once more.
      const seen = new Map(
        list.map(({ by, name: user, step }) => [JSON.stringify([by, user, step]), { by, name: user, step }]),
      );
      return [...seen.values()];
    },
    rename,
    async copy(version, { name: next, friendlyName }) {
      const body = { name: next, friendly_name: friendlyName, version: String(version), client: window };
      return (await client.call("copyApplication", { params, body })).application;
    },
  };
}
