import { Badge, createTheme, type MantineColorsTuple, Menu, Modal, Notification, Tooltip } from "@mantine/core";
import { text } from "../text/texts.ts";

/** The accent: the green of deep water, from light to dark. */
const water: MantineColorsTuple = [
  "#e6f6f4",
  "#d0ebe8",
  "#a2d8d2",
  "#6fc3ba",
  "#3fb0a5",
  "#14a093",
  "#0d8f83",
  "#0f766e",
  "#0b5f58",
  "#064a45",
];

/** The red of what deletes: words on it, and it on a page, can be read. */
const red: MantineColorsTuple = [
  "#fef2f2",
  "#fee2e2",
  "#fecaca",
  "#fca5a5",
  "#f87171",
  "#ef4444",
  "#d92626",
  "#c81e1e",
  "#a81919",
  "#8a1414",
];

/** What Mantine takes for its own dark parts: the greys of ui/tokens.css, from its text to its canvas. */
const dark: MantineColorsTuple = [
  "#e6e9ee",
  "#c3cad4",
  "#9aa5b4",
  "#667183",
  "#414b59",
  "#2b323d",
  "#252c36",
  "#1b2028",
  "#161a21",
  "#12161c",
];

/** Mantine in our clothes: a grid of 4 pixels, one type scale, one accent. The tokens are in ui/tokens.css. */
export const theme = createTheme({
  fontFamily: "var(--sl-font)",
  fontFamilyMonospace: "var(--sl-mono)",
  colors: { water, red, dark },
  respectReducedMotion: true,
  primaryColor: "water",
  primaryShade: 7,
  autoContrast: true,
  luminanceThreshold: 0.25,
  defaultRadius: 6,
  fontSizes: { xs: "11px", sm: "12px", md: "13px", lg: "15px", xl: "18px" },
  lineHeights: { xs: "16px", sm: "16px", md: "20px", lg: "20px", xl: "24px" },
  spacing: { xs: "4px", sm: "8px", md: "12px", lg: "16px", xl: "24px" },
  headings: { fontWeight: "600" },
  components: {
    Badge: Badge.extend({ defaultProps: { tt: "none", fw: 600 } }),
    Notification: Notification.extend({ defaultProps: { closeButtonProps: { "aria-label": text("panel.close") } } }),
    // The first item has the focus at once: a menu may hold nothing else.
    Menu: Menu.extend({ defaultProps: { withInitialFocusPlaceholder: false } }),
    // Its header is no second banner of the page.
    Modal: Modal.extend({
      defaultProps: {
        attributes: { header: { role: "presentation" } },
        closeButtonProps: { "aria-label": text("panel.close") },
      },
    }),
    Tooltip: Tooltip.extend({ defaultProps: { openDelay: 400, fz: 12, px: 8, py: 4 } }),
  },
});
