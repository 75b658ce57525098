import { useMutation, useQuery } from "@tanstack/react-query";
import type { ConfigurationListPort, SignIn } from "../../state/ports/ConfigurationListPort.ts";
import type { ConfigurationContent } from "../../state/ports/ConfigurationPort.ts";

/** How often somebody is looked for who signs in, ms. */
const pollMs = 1000;

/** The sign-in of a connection as the page shows it. */
export interface SignInControl {
  /** undefined = not known yet, or the connection goes without. */
  present: SignIn | undefined;
  /** What to open, while it waits and this window began it. */
  address: string | undefined;
  isStarting: boolean;
  /** Why it could not begin. */
  error: string | undefined;
  start(): void;
  cancel(): void;
}

/** Begins the sign-in of a connection of the kind oauth2 and follows it. */
export function useSignIn(
  port: ConfigurationListPort,
  { name, connection, etag }: ConfigurationContent,
): SignInControl {
  const found = useQuery({
    queryKey: ["sign-in", name, etag],
    queryFn: () => port.readSignIn(name),
    enabled: connection === "oauth2",
    refetchInterval: ({ state }) => (state.data?.state === "waiting" ? pollMs : false),
  });
  const start = useMutation({
    mutationFn: () => port.startSignIn(name),
    onSuccess: (address) => {
      window.open(address, "_blank", "noopener");
      return found.refetch();
    },
  });
  const cancel = useMutation({ mutationFn: () => port.cancelSignIn(name), onSettled: () => found.refetch() });
  const isWaiting = found.data?.state === "waiting";
  const isNeeded = connection === "oauth2" && found.data?.state !== "not_needed";
  return {
    present: isNeeded ? found.data : undefined,
    address: isWaiting ? start.data : undefined,
    isStarting: start.isPending,
    error: start.error?.message,
    start: () => start.mutate(),
    cancel: () => cancel.mutate(),
  };
}
