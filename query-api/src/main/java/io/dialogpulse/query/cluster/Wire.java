package io.dialogpulse.query.cluster;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.SortedSet;

/** How questions and replies look between instances. All instances of a cluster are of one version. */
final class Wire {
    /** Where instances ask each other. */
    static final String PATH = "/internal/v1/questions";

    private static final ObjectMapper JSON = new ObjectMapper();

    private Wire() {}

    /** A question to partitions. */
    record Request(SortedSet<Integer> partitions, Question<?> question) {}

    static byte[] bytes(Object message) throws IOException {
        return JSON.writeValueAsBytes(message);
    }

    static Request request(byte[] bytes) throws IOException {
        return JSON.readValue(bytes, Request.class);
    }

    static <A> Reply<A> reply(byte[] bytes, Question<A> question) throws IOException {
        JavaType type = JSON.getTypeFactory().constructParametricType(Reply.class, question.answerType());
        return JSON.readValue(bytes, type);
    }
}
