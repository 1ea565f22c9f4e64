package io.dialogpulse.core;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** A link to a CRM entity; (type, id) says which. */
public record CrmLink(CrmType type, String id, @Nullable String url) {
    /** By type name, then id. */
    static final Comparator<CrmLink> BY_ENTITY =
            Comparator.comparing((CrmLink link) -> link.type().name()).thenComparing(CrmLink::id);

    public CrmLink {
        url = Text.orAbsent(url);
    }
}
