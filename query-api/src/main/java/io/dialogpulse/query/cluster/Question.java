package io.dialogpulse.query.cluster;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.dialogpulse.query.store.Snapshots;
import java.io.IOException;
import java.time.Duration;

/**
 * What is asked of partitions, wherever they are: as JSON it travels to the instance that has them.
 *
 * @param <A> the answer; it travels as JSON too
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "ask")
@JsonSubTypes({
    @JsonSubTypes.Type(value = FindRows.class, name = "rows"),
    @JsonSubTypes.Type(value = ReadHistory.class, name = "history"),
    @JsonSubTypes.Type(value = ReadChanges.class, name = "changes"),
    @JsonSubTypes.Type(value = SumUp.class, name = "stats"),
    @JsonSubTypes.Type(value = Presence.class, name = "presence")
})
sealed interface Question<A> permits FindRows, ReadHistory, ReadChanges, SumUp, Presence {
    /**
     * The answer of these partitions.
     *
     * @param limit the longest that a search may take
     */
    A answer(Snapshots snapshots, Duration limit) throws IOException;

    @JsonIgnore
    Class<A> answerType();
}
