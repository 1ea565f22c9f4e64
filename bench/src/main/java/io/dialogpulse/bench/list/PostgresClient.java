package io.dialogpulse.bench.list;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** One connection that asks; its statements stay prepared. */
final class PostgresClient implements Side.Client {
    private final Connection connection;
    private final Predicate<ListQuery> scansOnce;
    private final Map<String, PreparedStatement> statements = new HashMap<>();

    PostgresClient(Connection connection, Predicate<ListQuery> scansOnce) {
        this.connection = connection;
        this.scansOnce = scansOnce;
    }

    @Override
    public Answer ask(Question question) throws SQLException {
        ListQuery query = question.query();
        if (query.counted() && scansOnce.test(query)) {
            return scanOnce(question);
        }
        String page = query.pageSql(PostgresColumns.names());
        if (!query.counted()) {
            PreparedStatement statement = prepare(page);
            bindCursor(question, statement, bindFilter(question, statement, 1));
            return new Answer(ids(statement, 1), Answer.UNCOUNTED);
        }
        // Two statements that travel together
        PreparedStatement statement = prepare(query.countSql() + "; " + page);
        int next = bindFilter(question, statement, 1);
        bindCursor(question, statement, bindFilter(question, statement, next));
        statement.execute();
        long total;
        try (ResultSet count = statement.getResultSet()) {
            count.next();
            total = count.getLong(1);
        }
        statement.getMoreResults();
        try (ResultSet rows = statement.getResultSet()) {
            return new Answer(ids(rows, 1), total);
        }
    }

    private Answer scanOnce(Question question) throws SQLException {
        PreparedStatement statement = prepare(question.query().scanOnceSql(PostgresColumns.names()));
        bindCursor(question, statement, bindFilter(question, statement, 1));
        long total = 0;
        try (ResultSet rows = statement.executeQuery()) {
            List<String> ids = new ArrayList<>();
            while (rows.next()) {
                total = rows.getLong(1);
                ids.add(read(rows, 2));
            }
            return new Answer(ids, total);
        }
    }

    private PreparedStatement prepare(String sql) throws SQLException {
        PreparedStatement known = statements.get(sql);
        if (known != null) {
            return known;
        }
        PreparedStatement statement = connection.prepareStatement(sql);
        statements.put(sql, statement);
        return statement;
    }

    /** Answers the number of the next parameter. */
    private static int bindFilter(Question question, PreparedStatement statement, int first) throws SQLException {
        int parameter = first;
        for (Object argument : question.arguments()) {
            statement.setObject(parameter++, argument);
        }
        return parameter;
    }

    private static void bindCursor(Question question, PreparedStatement statement, int first) throws SQLException {
        int parameter = first;
        for (Question.Page page : question.cursor()) {
            statement.setLong(parameter++, page.lastMessageAt());
            statement.setLong(parameter++, page.lastMessageAt());
            statement.setString(parameter++, page.dialogId());
        }
    }

    private static List<String> ids(PreparedStatement statement, int first) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            return ids(rows, first);
        }
    }

    private static List<String> ids(ResultSet rows, int first) throws SQLException {
        List<String> ids = new ArrayList<>();
        while (rows.next()) {
            ids.add(read(rows, first));
        }
        return ids;
    }

    /** Reads all columns, as whoever shows the list does; answers the dialogId, which is the first. */
    private static String read(ResultSet rows, int first) throws SQLException {
        for (int i = 1; i < PostgresColumns.count(); i++) {
            var _ = rows.getObject(first + i);
        }
        return rows.getString(first);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
