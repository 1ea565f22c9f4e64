package io.dialogpulse.query.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.dialogpulse.metrics.CrmLink;
import java.util.List;

/** A list in a cell: the JSON that the API answers, as any other way to join texts can be misread. */
final class ListText {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ListText() {}

    static String of(List<?> values) {
        if (values.isEmpty()) {
            return "[]";
        }
        ArrayNode array = JSON.createArrayNode();
        for (Object value : values) {
            if (value instanceof CrmLink link) {
                array.addObject()
                        .put("type", link.getType().name())
                        .put("id", link.getId())
                        .put("url", link.getUrl());
            } else {
                array.add(value.toString());
            }
        }
        try {
            return JSON.writeValueAsString(array);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of strings is always JSON", e);
        }
    }
}
