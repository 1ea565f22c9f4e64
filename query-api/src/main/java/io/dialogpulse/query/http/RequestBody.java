package io.dialogpulse.query.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.Context;
import io.javalin.http.Header;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Reads what a client sends, up to a limit. */
final class RequestBody {
    static final String JSON = "application/json";

    private static final int MAX_NESTING = 100;
    private static final ObjectMapper STRICT = new ObjectMapper(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_NESTING)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private RequestBody() {}

    /** A JSON document in which no name stands twice; 4xx if the body is none, or has more bytes. */
    static JsonNode json(Context context, int maxBytes) throws IOException {
        type(context, Set.of(JSON));
        byte[] body = read(context, maxBytes);
        try {
            JsonNode tree = STRICT.readTree(body);
            if (!tree.isMissingNode()) {
                return tree;
            }
        } catch (JsonProcessingException e) {
            throw ProblemException.of(HttpStatus.BAD_REQUEST, "the body is no JSON: " + message(e));
        }
        throw ProblemException.of(HttpStatus.BAD_REQUEST, "the body is empty, not JSON");
    }

    private static String message(JsonProcessingException e) {
        return e.getOriginalMessage()
                + (e instanceof JsonParseException && e.getLocation() != null
                        ? " (line " + e.getLocation().getLineNr() + ", column "
                                + e.getLocation().getColumnNr() + ")"
                        : "");
    }

    /** The body; 413 if it has more bytes. */
    static byte[] read(Context context, int maxBytes) throws IOException {
        byte[] body = context.req().getContentLengthLong() > maxBytes
                ? new byte[maxBytes + 1]
                : context.req().getInputStream().readNBytes(maxBytes + 1);
        if (body.length > maxBytes) {
            throw ProblemException.of(HttpStatus.CONTENT_TOO_LARGE, "the body has more than " + maxBytes + " bytes");
        }
        return body;
    }

    /** The media type, in UTF-8 and not compressed, if it is one of these; 415 otherwise. */
    static String type(Context context, Set<String> known) {
        String encoding = context.header(Header.CONTENT_ENCODING);
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw ProblemException.of(
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE, "the Content-Encoding is " + encoding + ", not identity");
        }
        String type = context.header(Header.CONTENT_TYPE);
        String[] parts = (type == null ? "" : type)
                .toLowerCase(Locale.ROOT)
                .replace(" ", "")
                .split(";", -1);
        boolean utf8 = parts.length == 1
                || (parts.length == 2 && (parts[1].equals("charset=utf-8") || parts[1].equals("charset=\"utf-8\"")));
        if (utf8 && known.contains(parts[0])) {
            return parts[0];
        }
        throw ProblemException.of(
                HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                "the Content-Type is " + (type == null ? "missing" : type) + ", not "
                        + String.join(" or ", new TreeSet<>(known)) + " in UTF-8");
    }
}
