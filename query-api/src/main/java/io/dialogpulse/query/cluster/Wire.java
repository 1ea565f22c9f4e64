package io.dialogpulse.query.cluster;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.dialogpulse.query.search.FieldError;
import io.dialogpulse.query.search.InvalidRequest;
import java.io.IOException;
import java.util.List;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** How questions and replies look between instances. All instances of a cluster are of one version. */
final class Wire {
    /** Where instances ask each other. */
    static final String PATH = "/internal/v1/questions";

    /** Where they ask each other for all rows that match. */
    static final String ROWS_PATH = "/internal/v1/rows";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectReader PROBLEMS =
            JSON.reader().without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

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

    /** What is wrong with a question, as the instance that was asked tells it in a problem. */
    private record Refusal(@Nullable List<FieldError> errors) {}

    /**
     * The problem of an instance that was asked, as one of our own.
     *
     * @throws IOException if it does not say what is wrong with the question
     */
    static InvalidRequest refusal(byte[] problem) throws IOException {
        List<FieldError> errors = PROBLEMS.readValue(problem, Refusal.class).errors();
        if (errors == null || errors.isEmpty()) {
            throw new IOException("it refuses the question without saying why");
        }
        return new InvalidRequest(errors);
    }

    static <A> Reply<A> reply(byte[] bytes, Question<A> question) throws IOException {
        JavaType type = JSON.getTypeFactory().constructParametricType(Reply.class, question.answerType());
        return JSON.readValue(bytes, type);
    }
}
