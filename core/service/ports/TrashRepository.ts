/** Something that was deleted and can be restored. */
export interface TrashEntry {
  id: string;
  kind: "application" | "configuration" | "step_class";
  /** The name it had. */
  name: string;
  /** ms since the epoch. */
  deletedAt: number;
  deletedBy: string;
}

/** What a deletion is kept under. */
export type Deletion = Pick<TrashEntry, "id" | "deletedBy">;

/** What was deleted: whole, with its revisions, drafts and journals. Deleting puts things in. */
export interface TrashRepository {
  /** Newest first. */
  list(): TrashEntry[];
  find(id: string): TrashEntry | undefined;
  /** Gives it its name back. Rejects `already_exists` when something else has the name. */
  restore(entry: TrashEntry): Promise<void>;
  /** Deletes it for good. */
  purge(entry: TrashEntry): Promise<void>;
  /** Purges what was deleted before a time (ms), one by one. */
  slices(before: number): AsyncIterable<TrashEntry>;
}
