/** Where a run is shown: on the canvas of its application, or by itself if it is one of none, which its name tells (`step:Log`). */
export function toRunAddress({ appName, id }: { appName: string; id: string }): string {
  if (appName.includes(":")) return `/runs/${encodeURIComponent(id)}`;
  return `/applications/${encodeURIComponent(appName)}?run=${id}`;
}
