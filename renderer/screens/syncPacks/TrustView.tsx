import { Button, Table } from "@mantine/core";
import { type ReactElement, useState } from "react";
import type { PackDetails, PackTrust } from "../../state/ports/SyncPackPort.ts";
import { useText } from "../../text/useText.ts";
import { Icon } from "../../ui/Icon.tsx";
import { toBytes } from "../../ui/toBytes.ts";
import { toMoment } from "../../ui/toMoment.ts";
import { PackLink } from "./PackLink.tsx";
import { RightsTable } from "./RightsTable.tsx";
import styles from "./SyncPacksScreen.module.css";
import type { PackPlace } from "./toPackAddress.ts";

/** Files shown at first: an archive may have thousands. */
const firstFiles = 200;

export interface TrustViewProps {
  pack: PackDetails;
  trust: PackTrust;
  open(place: PackPlace): void;
}

/** What one should know before code of a pack runs: what it needs, what holds it to that, who vouches for it, and every file. */
export function TrustView({ pack, trust, open }: TrustViewProps): ReactElement {
  const t = useText();
  const { rights, enforced, dependencies } = trust;
  return (
    <>
      <section className={styles.part} aria-labelledby="pack-rights">
        <h2 id="pack-rights">{t("packs.rights")}</h2>
        <p className={styles.note}>{t("packs.rights.help")}</p>
        <RightsTable rights={rights} enforced={enforced} />
      </section>
      <section className={styles.part} aria-labelledby="pack-npm">
        <h2 id="pack-npm">{t("packs.npm")}</h2>
        <Dependencies dependencies={dependencies} />
      </section>
      <section className={styles.part} aria-labelledby="pack-archive">
        <h2 id="pack-archive">{t("packs.archive")}</h2>
        <dl className={styles.archive}>
          <dt>{t("packs.signature")}</dt>
          <dd>
            <SignatureText signature={trust.signature} />
          </dd>
          <dt>{t("packs.uploaded")}</dt>
          <dd>{t("packs.uploaded.by", { moment: toMoment(trust.uploadedAt), user: trust.uploadedBy })}</dd>
          <dt>{t("packs.hash")}</dt>
          <dd className={styles.mono}>{trust.hash}</dd>
        </dl>
      </section>
      <Files {...{ pack, trust, open }} />
    </>
  );
}

const signatureIcons = {
  none: "triangle-alert",
  known: "shield",
  unknown: "triangle-alert",
  bad: "circle-x",
};

function SignatureText({ signature }: Pick<PackTrust, "signature">): ReactElement {
  const t = useText();
  const { state, ...values } = signature;
  return (
    <span className={styles.hold} data-hold={state}>
      <Icon name={signatureIcons[state]} size={14} />
      {t(`packs.signature.${state}`, values)}
    </span>
  );
}

function Dependencies({ dependencies }: Pick<PackTrust, "dependencies">): ReactElement {
  const t = useText();
  if (dependencies.length === 0) return <p className={styles.note}>{t("packs.npm.none")}</p>;
  const scripted = dependencies.filter(({ installScripts }) => installScripts);
  const beside = dependencies.filter(({ external }) => external);
  return (
    <p className={styles.note}>
      {t("packs.npm.count", { count: dependencies.length - beside.length })}{" "}
      {beside.length === 0 ? null : `${t("packs.npm.beside", { names: namesOf(beside) })} `}
      {t(scripted.length === 0 ? "packs.npm.noScripts" : "packs.npm.scripts", { names: namesOf(scripted) })}
    </p>
  );
}

function namesOf(dependencies: PackTrust["dependencies"]): string {
  return dependencies.map(({ name, version }) => `${name} ${version}`).join(", ");
}

function Files({ pack, trust: { files }, open }: TrustViewProps): ReactElement {
  const t = useText();
  const [most, setMost] = useState(firstFiles);
  const size = toBytes(files.reduce((sum, { bytes }) => sum + bytes, 0));
  return (
    <section className={styles.part} aria-labelledby="pack-files">
      <h2 id="pack-files">{t("packs.files")}</h2>
      <p className={styles.note}>{t("packs.files.count", { count: files.length, size })}</p>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("packs.file")}</Table.Th>
            <Table.Th className={styles.number}>{t("packs.size")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {files.slice(0, most).map(({ path, bytes }) => (
            <Table.Tr key={path}>
              <Table.Td className={styles.mono}>
                <PackLink place={{ name: pack.name, version: pack.version, file: path }} open={open} isPlain>
                  {path}
                </PackLink>
              </Table.Td>
              <Table.Td className={styles.number}>{toBytes(bytes)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {files.length > most ? (
        <Button variant="default" onClick={() => setMost(files.length)}>
          {t("places.more")}
        </Button>
      ) : null}
    </section>
  );
}
