import { Menu } from "@mantine/core";
import type { ReactElement } from "react";
import { useText } from "../text/useText.ts";
import { Icon } from "../ui/Icon.tsx";
import { PointMenu } from "../ui/PointMenu.tsx";

interface TabMenuProps {
  at: { x: number; y: number };
  /** What people call the application. */
  title: string;
  hasOthers: boolean;
  onClose(): void;
  onCloseTab(): void;
  onCloseOthers(): void;
  onCopyLink(): void;
}

/** What one can do with the tab of an application. */
export function TabMenu(props: TabMenuProps): ReactElement {
  const { at, title, hasOthers, onClose, onCloseTab, onCloseOthers, onCopyLink } = props;
  const t = useText();
  return (
    <PointMenu at={at} label={t("tabs.menu", { name: title })} onClose={onClose}>
      <Menu.Item leftSection={<Icon name="x" size={14} />} onClick={onCloseTab}>
        {t("command.file.close")}
      </Menu.Item>
      <Menu.Item
        leftSection={<span className="icon-gap" />}
        disabled={!hasOthers}
        title={hasOthers ? undefined : t("when.noOtherTab")}
        onClick={onCloseOthers}
      >
        {t("command.file.closeOthers")}
      </Menu.Item>
      <Menu.Divider />
      <Menu.Item leftSection={<Icon name="link" size={14} />} onClick={onCopyLink}>
        {t("command.file.copyLink")}
      </Menu.Item>
    </PointMenu>
  );
}
