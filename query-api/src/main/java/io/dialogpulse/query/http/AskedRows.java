package io.dialogpulse.query.http;

import io.dialogpulse.query.search.FieldError;
import io.dialogpulse.query.search.InvalidRequest;
import io.dialogpulse.query.search.ListParser;
import io.dialogpulse.query.search.ListRequest;
import io.javalin.http.Context;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Rows that are asked for as the list is, but not in pages.
 */
record AskedRows(ListRequest request) {
    /**
     * Reads a query string.
     *
     * @param own parameters of the route itself, which the list does not know
     * @param senseless parameters of the list that mean nothing here
     */
    static AskedRows of(Context context, ListParser parser, Set<String> own, Set<String> senseless) {
        List<FieldError> errors = senseless.stream()
                .filter(context.queryParamMap()::containsKey)
                .sorted()
                .map(name -> new FieldError(name, "is no parameter here"))
                .toList();
        if (!errors.isEmpty()) {
            throw new InvalidRequest(errors);
        }
        Map<String, List<String>> parameters = new HashMap<>(context.queryParamMap());
        parameters.keySet().removeAll(own);
        return new AskedRows(parser.parameters(parameters));
    }
}
