package io.dialogpulse.query.action;

import com.fasterxml.jackson.databind.JsonNode;
import io.dialogpulse.events.ErasedMetrics;
import io.dialogpulse.query.events.BadField;
import io.dialogpulse.query.events.JsonFields;
import io.dialogpulse.query.search.FieldError;
import io.dialogpulse.query.search.InvalidRequest;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads what callers want done. All methods throw {@link InvalidRequest} naming the field that is wrong. */
public final class CommandReader {
    private CommandReader() {}

    /** Reads {@code {"action": "close" | "spam" | "transfer", "dialogIds": […], "to": {…}}}. */
    public static ActionRequest action(JsonNode body) {
        return read(body, fields -> new ActionRequest(action(fields), dialogIds(fields)));
    }

    /** Reads {@code {"rating": 1 to 5, "comment": "…"}}, one of them at least. */
    public static Review review(JsonNode body) {
        return read(body, fields -> {
            Review review = new Review(fields.optionalNumber("rating"), fields.optionalText("comment"));
            if (review.rating() == null && review.comment() == null) {
                throw new BadField("rating", "is missing, and so is comment: one of them is needed");
            }
            return review;
        });
    }

    /** Reads {@code {"metrics": "kept" | "removed"}}: what becomes of the numbers when a client is erased. */
    public static ErasedMetrics erasure(JsonNode body) {
        return read(body, fields -> {
            String metrics = fields.text("metrics");
            return switch (metrics) {
                case "kept" -> ErasedMetrics.KEPT;
                case "removed" -> ErasedMetrics.REMOVED;
                default -> throw new BadField("metrics", "is \"" + metrics + "\", not one of kept, removed");
            };
        });
    }

    private static Action action(JsonFields fields) throws BadField {
        String action = fields.text("action");
        return switch (action) {
            case "close" -> new Action.Close(false);
            case "spam" -> new Action.Close(true);
            case "transfer" -> fields.object("to", CommandReader::target);
            default -> throw new BadField("action", "is \"" + action + "\", not one of close, spam, transfer");
        };
    }

    private static Action.Transfer target(JsonFields to) throws BadField {
        String operatorId = to.optionalText("operatorId");
        String lineId = to.optionalText("lineId");
        if (operatorId != null && lineId != null) {
            throw new BadField("to", "has both operatorId and lineId, not one of them");
        }
        if (operatorId != null) {
            return new Action.ToOperator(operatorId, to.optionalText("operatorName"), to.optionalText("departmentId"));
        }
        if (lineId != null) {
            return new Action.ToLine(lineId, to.optionalText("lineName"));
        }
        throw new BadField("to", "has neither operatorId nor lineId");
    }

    private static List<String> dialogIds(JsonFields fields) throws BadField {
        List<String> ids = fields.texts("dialogIds");
        if (ids.isEmpty() || ids.size() > ActionRequest.MOST) {
            throw new BadField("dialogIds", "has " + ids.size() + " ids, not 1 to " + ActionRequest.MOST);
        }
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < ids.size(); i++) {
            if (!seen.add(ids.get(i))) {
                throw new BadField("dialogIds[" + i + "]", "is \"" + ids.get(i) + "\" once more");
            }
        }
        return ids;
    }

    private static <T> T read(JsonNode body, JsonFields.Reader<T> reader) {
        try {
            return JsonFields.whole(body, reader);
        } catch (BadField e) {
            throw new InvalidRequest(List.of(new FieldError(e.field(), String.valueOf(e.getMessage()))));
        }
    }
}
