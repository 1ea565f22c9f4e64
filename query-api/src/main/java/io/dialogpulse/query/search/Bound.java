package io.dialogpulse.query.search;

import java.util.Locale;

/** One end of a range. */
enum Bound {
    GTE,
    GT,
    LTE,
    LT;

    /** As it is written: {@code gte}. */
    String symbol() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean isLower() {
        return this == GTE || this == GT;
    }

    /** The last whole number, counted from inside, that still belongs to a range with this end. */
    long inclusive(Span span) {
        return switch (this) {
            case GTE -> span.first();
            case GT -> span.next();
            case LTE -> span.next() - 1;
            case LT -> span.first() - 1;
        };
    }
}
