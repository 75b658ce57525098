import { Badge, Button, Drawer } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { useDocument, useWorkbench } from "../../../commands/WorkbenchContext.ts";
import type { Revision } from "../../../state/ports/VersionPort.ts";
import { useText } from "../../../text/useText.ts";
import { LongList } from "../../../ui/LongList.tsx";
import { ReadFailure } from "../../../ui/ReadFailure.tsx";
import { toMoment } from "../../../ui/toMoment.ts";
import { ErrorAlert } from "./ErrorAlert.tsx";
import styles from "./RevisionsDrawer.module.css";
import { useWork } from "./useWork.ts";

const pageSize = 100;

/** Everything that was published: who, when, why; each can be opened, compared and restored. */
export function RevisionsDrawer({ onClose }: { onClose(): void }): ReactElement {
  const t = useText();
  const { versions, name } = useWorkbench();
  const published = useDocument(({ history }) => history.published);
  const { data, error, hasNextPage, fetchNextPage, isFetching, isLoading, refetch } = useInfiniteQuery({
    queryKey: ["revisions", name, published],
    queryFn: async ({ pageParam }: { pageParam: number | undefined }) => (await versions?.list(pageParam)) ?? [],
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (page) => (page.length < pageSize ? undefined : page.at(-1)?.revision),
    gcTime: 0,
    retry: false,
  });
  const revisions = data?.pages.flat() ?? [];
  const rows = revisions.map((revision, index) => ({ revision, before: revisions[index + 1]?.revision }));
  return (
    <Drawer
      opened
      onClose={onClose}
      title={t("revisions.title")}
      position="right"
      size={420}
      closeButtonProps={{ "aria-label": t("panel.close") }}
      classNames={{ content: styles.content, header: styles.header, title: styles.heading, body: styles.body }}
    >
      {/* One begins in the list, not at the button that closes it. */}
      <div className={styles.part} tabIndex={-1} data-autofocus>
        {isLoading ? (
          <p className={styles.none} role="status">
            {t("revisions.loading")}
          </p>
        ) : null}
        {error === null ? null : (
          <ReadFailure reason={t("revisions.failed", { reason: error.message })} onRetry={() => void refetch()} />
        )}
        {data !== undefined && revisions.length === 0 ? <p className={styles.none}>{t("revisions.none")}</p> : null}
        <LongList items={rows} keyOf={({ revision }) => `${revision.revision}`} rowHeight={100} className={styles.list}>
          {({ revision, before }) => <Row revision={revision} before={before} onClose={onClose} />}
        </LongList>
        {hasNextPage ? (
          <Button variant="default" fullWidth loading={isFetching} onClick={() => void fetchNextPage()}>
            {t("revisions.older")}
          </Button>
        ) : null}
      </div>
    </Drawer>
  );
}

interface RowProps {
  revision: Revision;
  /** Number of the one before it; undefined = it is the first. */
  before: number | undefined;
  onClose(): void;
}

function Row({ revision: { revision, author, comment, createdAt, steps }, before, onClose }: RowProps): ReactElement {
  const t = useText();
  const { document, session, versions, places, notify, name } = useWorkbench();
  const { published, changes } = useDocument(({ history }) => history);
  const { isBusy, error, run } = useWork();
  const { readOnly } = document;
  const isDraft = readOnly === undefined;
  const compare = (from: number): void => session.set({ dialog: { kind: "diff", from, to: revision } });
  const restore = (): void =>
    run(async () => {
      await document.settled();
      await versions?.restore(revision);
      onClose();
      notify(t("revisions.restored", { revision }), "info");
    });
  const open = (): void => {
    onClose();
    places.open(name, { revision });
  };
  return (
    <div className={styles.row}>
      <div className={styles.head}>
        <strong>{t("revisions.number", { revision })}</strong>
        {isDraft && revision === published ? (
          <Badge size="sm" variant="light">
            {t("revisions.published")}
          </Badge>
        ) : null}
        <time dateTime={new Date(createdAt).toISOString()} title={new Date(createdAt).toLocaleString()}>
          {toMoment(createdAt)}
        </time>
      </div>
      {comment === "" ? null : <p className={styles.comment}>{comment}</p>}
      <span className={styles.about}>{t("revisions.about", { author, count: steps })}</span>
      <div className={styles.actions}>
        <Button size="compact-sm" variant="light" onClick={open}>
          {t("revisions.open")}
        </Button>
        {before === undefined ? null : (
          <Button size="compact-sm" variant="subtle" onClick={() => compare(before)}>
            {t("revisions.changes")}
          </Button>
        )}
        {isDraft && (changes > 0 || revision !== published) ? (
          <>
            <Button
              size="compact-sm"
              variant="subtle"
              onClick={() => session.set({ dialog: { kind: "diff", from: revision, to: "draft" } })}
            >
              {t("revisions.compare")}
            </Button>
            <Button size="compact-sm" variant="subtle" loading={isBusy} onClick={restore}>
              {t("revisions.restore")}
            </Button>
          </>
        ) : null}
      </div>
      <ErrorAlert error={error} />
    </div>
  );
}
