package io.dialogpulse.query.stats;

/** There are more groups than one answer may have. */
public final class TooManyGroups extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooManyGroups(int limit) {
        super("more than " + limit + " groups: narrow the filter, group by less, or ask for fewer metrics");
    }
}
