package io.dialogpulse.core;

import org.jspecify.annotations.Nullable;

/** The client, as far as known. */
public record Client(@Nullable String id, @Nullable String name) {
    /** Nothing is known yet. */
    public static final Client UNKNOWN = new Client(null, null);

    public Client {
        id = Text.orAbsent(id);
        name = Text.orAbsent(name);
    }

    Client after(Step step) {
        return switch (step) {
            case Step.Opening opening -> updatedBy(opening.opened().client());
            case Step.ClientMessage message ->
                new Client(message.client().id(), message.client().name()).updatedBy(this);
            case Step.Annotation(Change.ClientUpdated updated) -> updatedBy(updated.client());
            case Step.Erasure _ -> erased();
            default -> this;
        };
    }

    Client erased() {
        return new Client(id, null);
    }

    private Client updatedBy(Client news) {
        return new Client(news.id() == null ? id : news.id(), news.name() == null ? name : news.name());
    }
}
