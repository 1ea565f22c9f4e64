package io.dialogpulse.query.store;

import io.dialogpulse.schemas.Registry;
import io.dialogpulse.schemas.Topic;

/** Tables over fed streams: what is written to them can be read at once. */
public final class FedTables {
    private FedTables() {}

    /** The saved views. */
    public static GlobalTable views(FedStreams streams, AppliedOffsets applied, Registry registry) {
        return table(Topic.DIALOG_VIEWS, GlobalViews.STORE, streams, applied, registry);
    }

    /** The requests that are done once. */
    public static GlobalTable requests(FedStreams streams, AppliedOffsets applied, Registry registry) {
        return table(Topic.DIALOG_REQUESTS, GlobalRequests.STORE, streams, applied, registry);
    }

    private static GlobalTable table(
            Topic topic, String store, FedStreams streams, AppliedOffsets applied, Registry registry) {
        return new GlobalTable(topic, store, streams, applied, streams.producer(registry.serializer()));
    }
}
