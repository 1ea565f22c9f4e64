package io.dialogpulse.query.cluster;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.SortedSet;

/** How questions and replies look between instances. All instances of a cluster are of one version. */
final class Wire {
    /** Where instances ask each other. */
    static final String PATH = "/internal/v1/questions";

    /** Where they ask each other for all rows that match. */
    static final String ROWS_PATH = "/internal/v1/rows";

    private static final ObjectMapper JSON = new ObjectMapper();

    private Wire() {}

    /** A question to partitions. */
    record Request(SortedSet<Integer> partitions, Question<?> question) {}

    /** A question for all rows of partitions; its limit means nothing. */
    record RowsRequest(SortedSet<Integer> partitions, FindRows rows) {}

    static byte[] bytes(Object message) throws IOException {
        return JSON.writeValueAsBytes(message);
    }

    static Request request(byte[] bytes) throws IOException {
        return JSON.readValue(bytes, Request.class);
    }

    static <T> T read(byte[] bytes, Class<T> type) throws IOException {
        return JSON.readValue(bytes, type);
    }

    static <A> Reply<A> reply(byte[] bytes, Question<A> question) throws IOException {
        JavaType type = JSON.getTypeFactory().constructParametricType(Reply.class, question.answerType());
        return JSON.readValue(bytes, type);
    }
}
