import type { ServicePorts } from "../ServicePorts.ts";
import type { DocumentEvents } from "./DocumentEvents.ts";

/** The same ports; whatever is stored through them is told, after it is on disk. */
export function withDocumentEvents(ports: ServicePorts, events: DocumentEvents): ServicePorts {
  const { applications, configurations, stepClasses, trash } = ports;
  return {
    ...ports,
    applications: {
      ...applications,
      async publish(application, change) {
        const stored = await applications.publish(application, change);
        const { revision, author } = stored;
        events.emit({ type: "application.published", application, revision, author });
        return stored;
      },
      async delete(application, deletion) {
        const isDeleted = await applications.delete(application, deletion);
        if (isDeleted) events.emit({ type: "application.deleted", application });
        return isDeleted;
      },
    },
    configurations: {
      ...configurations,
      async save(document) {
        await configurations.save(document);
        events.emit({ type: "configuration.changed", configuration: String(document.name) });
      },
      async delete(configuration, deletion) {
        const isDeleted = await configurations.delete(configuration, deletion);
        if (isDeleted) events.emit({ type: "configuration.changed", configuration });
        return isDeleted;
      },
    },
    stepClasses: {
      ...stepClasses,
      async save(version, options) {
        await stepClasses.save(version, options);
        if (options.current) events.emit({ type: "stepclass.saved", file: version.file });
      },
    },
    trash: {
      ...trash,
      async restore(entry) {
        await trash.restore(entry);
        const { kind, name } = entry;
        if (kind === "application") events.emit({ type: "application.restored", application: name });
        else if (kind === "configuration") events.emit({ type: "configuration.changed", configuration: name });
        else events.emit({ type: "stepclass.saved", file: name });
      },
    },
  };
}
