package io.dialogpulse.bench.list;

/** The questions, and how PostgreSQL is asked. Every one wants 50 rows and the exact total. */
enum ListQuery implements Kind {
    Q1("Q1 active (3 %), newest first", "active", "last_message_at", true),
    Q2("Q2 all, longest response first", "true", "max_response_ms", true),
    Q3(
            "Q3 one line (20 %), 30 days, by client name",
            "line_id = ? AND created_at >= ? AND created_at < ?", "client_name", false),
    Q4("Q4 one operator, last modified first", "operator_id = ?", "modified_at", true),
    Q5(
            "Q5 name's first three letters, newest first",
            "client_words @@ to_tsquery('simple', ?)",
            "last_message_at",
            true),
    Q6("Q6 all, newest first, page 1,000 by cursor", "true", "last_message_at", true),
    /** Who pages in SQL may leave the total out; the list's API never does. */
    Q6_UNCOUNTED("Q6, but no total from PostgreSQL", "true", "last_message_at", true);

    static final int LIMIT = 50;
    private static final String AFTER = "last_message_at <= ? AND (last_message_at < ? OR dialog_id > ?)";

    private final String title;
    private final String where;
    private final String sortColumn;
    private final boolean descending;

    ListQuery(String title, String where, String sortColumn, boolean descending) {
        this.title = title;
        this.where = where;
        this.sortColumn = sortColumn;
        this.descending = descending;
    }

    @Override
    public String title() {
        return title;
    }

    /** Whether it begins in the middle of the list. */
    boolean paged() {
        return this == Q6 || this == Q6_UNCOUNTED;
    }

    /** Whether PostgreSQL gives the total too. */
    boolean counted() {
        return this != Q6_UNCOUNTED;
    }

    String orderBy() {
        return sortColumn + (descending ? " DESC" : "") + " NULLS LAST, dialog_id";
    }

    /** The page; arguments: those of the filter, then those of the cursor. */
    String pageSql(String columns) {
        return "SELECT " + columns + " FROM dialog WHERE " + where + (paged() ? " AND " + AFTER : "") + " ORDER BY "
                + orderBy() + " LIMIT " + LIMIT;
    }

    /** The total; arguments: those of the filter. */
    String countSql() {
        return "SELECT count(*) FROM dialog WHERE " + where;
    }

    /** Total and page from one scan of what matches; arguments as for the page. */
    String scanOnceSql(String columns) {
        return "WITH hits AS MATERIALIZED (SELECT dialog_id, " + sortColumn + " FROM dialog WHERE " + where + "),"
                + " page AS (SELECT dialog_id FROM hits" + (paged() ? " WHERE " + AFTER : "") + " ORDER BY " + orderBy()
                + " LIMIT " + LIMIT + ")"
                + " SELECT (SELECT count(*) FROM hits) AS total, " + columns
                + " FROM page JOIN dialog USING (dialog_id) ORDER BY " + orderBy();
    }
}
