package io.dialogpulse.query.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dialogpulse.metrics.DialogRow;
import io.dialogpulse.metrics.TimelineEntry;
import io.dialogpulse.query.search.ListFilter;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;

/**
 * The description of the API. Routes are described by hand, in {@code docs/openapi.json}; the filters of the list and
 * the fields of rows and entries follow from where they are defined.
 */
final class OpenApi {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LIST_FILTERS = "x-list-filters";
    private static final List<String> ENDS = List.of(".gte", ".gt", ".lte", ".lt");

    private OpenApi() {}

    /** The whole document. */
    static byte[] document() throws IOException {
        ObjectNode document = (ObjectNode) JSON.readTree(resource("openapi.json"));
        ObjectNode schemas = document.withObject("/components/schemas");
        schemas.set("DialogRow", AvroInJson.schema(DialogRow.getClassSchema()));
        schemas.set("TimelineEntry", AvroInJson.schema(TimelineEntry.getClassSchema()));
        for (JsonNode path : document.get("paths")) {
            path.forEach(OpenApi::addFilters);
            addFilters(path);
        }
        return JSON.writeValueAsBytes(document);
    }

    /** Adds the filters to an operation that has them, or to a path all of whose operations have. */
    private static void addFilters(JsonNode described) {
        if (described instanceof ObjectNode object && object.remove(LIST_FILTERS) != null) {
            ListFilter.all().forEach(filter -> add(object.withArray("parameters"), filter));
        }
    }

    /** A file of the docs folder. */
    static byte[] resource(String name) throws IOException {
        try (InputStream file = Objects.requireNonNull(OpenApi.class.getResourceAsStream("/docs/" + name), name)) {
            return file.readAllBytes();
        }
    }

    private static void add(ArrayNode parameters, ListFilter filter) {
        boolean range = filter.type().isRange();
        if (!range || filter.type() == ListFilter.Type.NUMBER) {
            parameter(parameters, filter.name(), meaning(filter)).put("type", type(filter));
        }
        if (range) {
            for (String end : ENDS) {
                parameter(parameters, filter.name() + end, meaning(filter)).put("type", "string");
            }
            parameter(parameters, filter.name() + ".exists", "There is a value, or none.")
                    .put("type", "boolean");
        }
    }

    private static ObjectNode parameter(ArrayNode parameters, String name, String description) {
        ObjectNode parameter = parameters.addObject();
        parameter.put("name", name).put("in", "query").put("description", description);
        return parameter.putObject("schema");
    }

    private static String type(ListFilter filter) {
        return switch (filter.type()) {
            case FLAG, ACTIVE, PRESENCE, PAST -> "boolean";
            default -> "string";
        };
    }

    private static String meaning(ListFilter filter) {
        return switch (filter.type()) {
            case VALUES ->
                "One of several values, by comma."
                        + (filter.symbols().isEmpty() ? "" : " " + String.join(", ", filter.symbols()) + ".");
            case VALUES_OR_NONE -> "One of several values, by comma; none for dialogs without.";
            case EXACT -> "One of several values; the parameter may be repeated.";
            case FLAG, ACTIVE, PRESENCE, PAST -> "Yes or no.";
            case NUMBER -> "One of several whole numbers, by comma, or an end of a range.";
            case WHOLE_RANGE -> "A whole number" + (filter.name().endsWith("Ms") ? " of milliseconds." : ".");
            case DURATION_RANGE -> "An ISO-8601 duration: PT1M.";
            case TIME_RANGE -> "ISO-8601 with an offset, epoch milliseconds, a day, or relative: now-7d.";
            case AGE_WHOLE_RANGE -> "How long until now, in milliseconds.";
            case AGE_DURATION_RANGE -> "How long until now, an ISO-8601 duration: PT5M.";
            case LEFT_WHOLE_RANGE -> "How long from now, in milliseconds; below 0 for what is over.";
            case LEFT_DURATION_RANGE -> "How long from now, an ISO-8601 duration: PT5M; below 0 for what is over.";
            case WORDS -> "Words, or beginnings with *; all must occur.";
            case TEXT -> "Words, or beginnings with *, each anywhere in the dialog or its messages.";
        };
    }
}
