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

/** Reads bodies that are JSON. */
final class JsonBody {
    private static final String JSON_TYPE = "application/json(;charset=\"?utf-8\"?)?";
    private static final int MAX_NESTING = 100;
    private static final ObjectMapper STRICT = new ObjectMapper(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_NESTING)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private JsonBody() {}

    /** A JSON document in which no name stands twice; 4xx if the body is none, or has more bytes. */
    static JsonNode read(Context context, int maxBytes) throws IOException {
        requireJson(context);
        byte[] body = Body.read(context, maxBytes);
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

    private static void requireJson(Context context) {
        String type = context.header(Header.CONTENT_TYPE);
        if (type == null || !type.toLowerCase(Locale.ROOT).replace(" ", "").matches(JSON_TYPE)) {
            throw ProblemException.of(
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                    "the Content-Type is " + (type == null ? "missing" : type) + ", not application/json in UTF-8");
        }
    }
}
