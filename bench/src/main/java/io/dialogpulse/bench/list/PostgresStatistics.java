package io.dialogpulse.bench.list;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One connection that asks for statistics; its statements stay prepared. */
final class PostgresStatistics implements AutoCloseable {
    private final Connection connection;
    private final Map<StatsQuery, PreparedStatement> statements = new HashMap<>();

    PostgresStatistics(Connection connection) {
        this.connection = connection;
    }

    StatsAnswer ask(StatsQuery.Asked asked) throws SQLException {
        PreparedStatement statement = statements.get(asked.query());
        if (statement == null) {
            statement = connection.prepareStatement(asked.query().sql());
            statements.put(asked.query(), statement);
        }
        for (int i = 0; i < asked.arguments().size(); i++) {
            statement.setObject(i + 1, asked.arguments().get(i));
        }
        Map<String, StatsAnswer.Line> groups = new HashMap<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                long count = rows.getLong(2);
                if (count > 0) {
                    groups.put(
                            String.valueOf(rows.getString(1)),
                            new StatsAnswer.Line(count, rows.getLong(3), percentiles(rows)));
                }
            }
        }
        return new StatsAnswer(groups);
    }

    private static List<Long> percentiles(ResultSet rows) throws SQLException {
        return Arrays.asList((Long[]) rows.getArray(4).getArray());
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
