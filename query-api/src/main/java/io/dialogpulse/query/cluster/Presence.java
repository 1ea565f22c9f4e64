package io.dialogpulse.query.cluster;

import io.dialogpulse.query.store.Snapshots;
import java.time.Duration;

/** Whether partitions answer at all. */
record Presence() implements Question<Boolean> {
    @Override
    public Boolean answer(Snapshots snapshots, Duration limit) {
        return true;
    }

    @Override
    public Class<Boolean> answerType() {
        return Boolean.class;
    }
}
