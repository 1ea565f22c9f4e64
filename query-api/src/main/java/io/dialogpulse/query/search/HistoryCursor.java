package io.dialogpulse.query.search;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Where a page of a history begins. As text it is bound to the history it was handed out for. */
public sealed interface HistoryCursor {
    /**
     * In a dialog's history.
     *
     * @param key the entry after which the page begins, in the order of the history
     */
    record InDialog(String dialogId, HistoryOrder order, String key) implements HistoryCursor {}

    /**
     * In the histories of a client's dialogs, the newest dialog first.
     *
     * @param createdAt when the dialog was created in which the last page ended, UTC epoch milliseconds
     * @param key the entry of that dialog after which the page begins
     */
    record InClient(String clientId, long createdAt, String dialogId, String key) implements HistoryCursor {}

    /** The cursor as the API hands it out. */
    default String encode() {
        ArrayNode content = switch (this) {
            case InDialog cursor ->
                Codec.array()
                        .add(cursor.dialogId())
                        .add(cursor.order().apiName())
                        .add(cursor.key());
            case InClient cursor ->
                Codec.array()
                        .add(cursor.clientId())
                        .add(cursor.createdAt())
                        .add(cursor.dialogId())
                        .add(cursor.key());
        };
        return Codec.text(content);
    }

    /** Reads a cursor of this dialog's history in this order; what is wrong goes to {@code errors}. */
    static Optional<InDialog> inDialog(String text, String dialogId, HistoryOrder order, List<FieldError> errors) {
        Optional<InDialog> cursor = Codec.content(text)
                .filter(content -> content.size() == 3
                        && content.get(0).asText().equals(dialogId)
                        && content.get(1).asText().equals(order.apiName())
                        && content.get(2).isTextual())
                .map(content -> new InDialog(dialogId, order, content.get(2).textValue()));
        if (cursor.isEmpty()) {
            errors.add(new FieldError("cursor", "is none that this API has handed out for this dialog and order"));
        }
        return cursor;
    }

    /** Reads a cursor of this client's history; what is wrong goes to {@code errors}. */
    static Optional<InClient> inClient(String text, String clientId, List<FieldError> errors) {
        Optional<InClient> cursor = Codec.content(text)
                .filter(content -> content.size() == 4
                        && content.get(0).asText().equals(clientId)
                        && content.get(1).canConvertToLong()
                        && content.get(2).isTextual()
                        && content.get(3).isTextual())
                .map(content -> new InClient(
                        clientId,
                        content.get(1).longValue(),
                        content.get(2).textValue(),
                        content.get(3).textValue()));
        if (cursor.isEmpty()) {
            errors.add(new FieldError("cursor", "is none that this API has handed out for this client"));
        }
        return cursor;
    }

    /** JSON that nobody is tempted to read. */
    final class Codec {
        private static final ObjectMapper JSON = new ObjectMapper();

        private Codec() {}

        private static ArrayNode array() {
            return JSON.createArrayNode();
        }

        private static String text(ArrayNode content) {
            try {
                byte[] json = JSON.writeValueAsString(content).getBytes(StandardCharsets.UTF_8);
                return Base64.getUrlEncoder().withoutPadding().encodeToString(json);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("a list of strings and numbers is always JSON", e);
            }
        }

        private static Optional<JsonNode> content(String text) {
            try {
                return Optional.of(JSON.readTree(Base64.getUrlDecoder().decode(text)))
                        .filter(JsonNode::isArray);
            } catch (IllegalArgumentException | IOException e) {
                return Optional.empty();
            }
        }
    }
}
