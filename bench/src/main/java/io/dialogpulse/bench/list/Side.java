package io.dialogpulse.bench.list;

import io.dialogpulse.metrics.DialogRow;
import java.sql.SQLException;
import java.util.List;

/** A keeper of the rows that is asked and updated. */
interface Side {
    String name();

    /** Somebody who asks, one question at a time. */
    Client client() throws Exception;

    /** Writes rows, replacing those of the same dialogs; one thread at a time. */
    void write(List<DialogRow> rows) throws Exception;

    /** Returns when everything written is seen by clients. */
    void settle() throws Exception;

    /** Size on disk. */
    long bytes() throws Exception;

    /** One client. */
    interface Client extends ClosedLoop.Client<Question>, AutoCloseable {
        @Override
        Answer ask(Question question) throws Exception;

        @Override
        default void close() throws SQLException {}
    }
}
