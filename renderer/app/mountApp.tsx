import "@fontsource-variable/inter";
import "./mantineStyles.ts";
import "@mantine/notifications/styles.css";
import "@mantine/spotlight/styles.css";
import "../ui/tokens.css";
import "./app.css";
import { MantineProvider } from "@mantine/core";
import { Notifications } from "@mantine/notifications";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { I18nextProvider } from "react-i18next";
import { texts } from "../text/texts.ts";
import type { AppPorts } from "./AppPorts.ts";
import { ErrorBoundary } from "./ErrorBoundary.tsx";
import { Places } from "./Places.tsx";
import { preloadPlace } from "./placeParts.ts";
import { theme } from "./theme.ts";

/** Shows the program in an element of the page, at the address the page has. */
export function mountApp(element: HTMLElement, ports: AppPorts): void {
  void preloadPlace(window.location.pathname);
  const queries = new QueryClient({ defaultOptions: { queries: { retry: 1, refetchOnWindowFocus: false } } });
  createRoot(element).render(
    <StrictMode>
      <I18nextProvider i18n={texts}>
        <MantineProvider theme={theme} defaultColorScheme="auto">
          <Notifications position="bottom-left" autoClose={6000} limit={4} />
          <ErrorBoundary>
            <QueryClientProvider client={queries}>
              <Places ports={ports} />
            </QueryClientProvider>
          </ErrorBoundary>
        </MantineProvider>
      </I18nextProvider>
    </StrictMode>,
  );
}
