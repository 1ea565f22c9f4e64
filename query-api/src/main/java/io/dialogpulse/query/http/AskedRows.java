package io.dialogpulse.query.http;

import io.dialogpulse.query.search.FieldError;
import io.dialogpulse.query.search.InvalidRequest;
import io.dialogpulse.query.search.ListParser;
import io.dialogpulse.query.search.ListRequest;
import io.dialogpulse.query.store.Undecodable;
import io.dialogpulse.query.view.SavedViews;
import io.javalin.http.Context;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Rows that are asked for as the list is, but not in pages.
 *
 * @param contactCenter whether they are asked for in the one view with rights of its own
 */
record AskedRows(ListRequest request, boolean contactCenter) {
    private static final String VIEW = "view";

    /**
     * Reads a query string.
     *
     * @param own parameters of the route itself, which the list does not know
     * @param senseless parameters of the list that mean nothing here
     */
    static AskedRows of(Context context, ListParser parser, SavedViews views, Set<String> own, Set<String> senseless)
            throws Undecodable {
        List<FieldError> errors = senseless.stream()
                .filter(context.queryParamMap()::containsKey)
                .sorted()
                .map(name -> new FieldError(name, "is no parameter here"))
                .toList();
        if (!errors.isEmpty()) {
            throw new InvalidRequest(errors);
        }
        AskedView view = AskedView.of(Parameters.single(context, VIEW), Callers.of(context), views);
        Map<String, List<String>> parameters = new HashMap<>(context.queryParamMap());
        parameters.remove(VIEW);
        parameters.keySet().removeAll(own);
        return new AskedRows(parser.parameters(parameters, view.definition()), view.contactCenter());
    }
}
