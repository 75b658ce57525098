import type { ServicePorts } from "../ServicePorts.ts";
import type { DocumentEvents } from "./DocumentEvents.ts";

/** The same ports; whatever is stored through them is told, after it is on disk. */
export function withDocumentEvents(ports: ServicePorts, events: DocumentEvents): ServicePorts {
  const { applications, configurations, stepClasses } = ports;
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
      async delete(application) {
        const isDeleted = await applications.delete(application);
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
      async delete(configuration) {
        const isDeleted = await configurations.delete(configuration);
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
  };
}
