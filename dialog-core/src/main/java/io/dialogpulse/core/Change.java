package io.dialogpulse.core;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a status event tells. */
public sealed interface Change {
    /** The dialog was opened; only the first opening in event order counts. */
    record Opened(
            Line line,
            String channel,
            Direction direction,
            Client client,
            @Nullable String pageUrl) implements Change {
        public Opened {
            pageUrl = Text.orAbsent(pageUrl);
        }
    }

    /** Sent or transferred to the queue, another line, or another operator. */
    record Queued(@Nullable Line line, @Nullable Operator operator) implements Change {}

    /** An operator pressed Answer. */
    record Accepted(Operator operator) implements Change {}

    /** Waiting for the client's rating, or after an automatic farewell. */
    record ClosingStarted() implements Change {}

    /** The dialog was closed, perhaps as spam. */
    record Closed(boolean spam) implements Change {}

    /** The client's rating, 1 to 5. */
    record ClientRated(int rating) implements Change {}

    /** The manager's rating, 1 to 5, and comment; absent parts keep their earlier value. */
    record Reviewed(@Nullable Integer rating, @Nullable String comment) implements Change {
        public Reviewed {
            comment = Text.orAbsent(comment);
        }
    }

    /** The dialog was linked to CRM entities. */
    record CrmLinked(List<CrmLink> entities) implements Change {
        public CrmLinked {
            entities = List.copyOf(entities);
        }
    }

    /** The client filled in a form. */
    record FormFilled() implements Change {}

    /** The client asked for the history. */
    record HistoryRequested() implements Change {}

    /** The dialog was pinned or unpinned. */
    record Pinned(boolean pinned) implements Change {}

    /** More became known of the client; absent parts keep their earlier value. */
    record ClientUpdated(Client client) implements Change {}

    /** The client's data were erased: what is known of the client from before it, or the whole dialog. */
    record ClientErased(Metrics metrics) implements Change {
        /** What becomes of the dialog's times and counts. */
        public enum Metrics {
            /** They stay. */
            KEPT,
            /** They go, and the dialog with them. */
            REMOVED
        }
    }

    /** What is left of the change when the client is erased: ids, times and counts, no names, texts and addresses. */
    default Change erased() {
        return switch (this) {
            case Opened opened ->
                new Opened(
                        opened.line(),
                        opened.channel(),
                        opened.direction(),
                        opened.client().erased(),
                        null);
            case Reviewed reviewed -> new Reviewed(reviewed.rating(), null);
            case CrmLinked linked ->
                new CrmLinked(linked.entities().stream()
                        .map(link -> new CrmLink(link.type(), link.id(), null))
                        .toList());
            case ClientUpdated updated -> new ClientUpdated(updated.client().erased());
            default -> this;
        };
    }
}
