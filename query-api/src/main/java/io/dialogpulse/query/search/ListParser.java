package io.dialogpulse.query.search;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads requests for pages of the dialog list. Both forms, query string and JSON, say the same in the same words; see
 * {@link ListFilter} for the filters, and README.md, "Ask".
 */
public final class ListParser {
    private final InstantSource clock;

    public ListParser(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Reads a query string.
     *
     * @param parameters decoded values by name
     * @throws InvalidRequest with everything that is wrong
     */
    public ListRequest parameters(Map<String, List<String>> parameters) {
        return request(Asked.parameters(parameters), new ArrayList<>());
    }

    /**
     * Reads a query string on top of something that was written as JSON earlier, such as a saved view: the filters of
     * both hold; what else the query string does not say is taken from there.
     *
     * @throws InvalidRequest with everything that is wrong
     */
    public ListRequest parameters(Map<String, List<String>> parameters, JsonNode base) {
        List<FieldError> errors = new ArrayList<>();
        return request(Asked.parameters(parameters).over(AskedJson.read(base, errors)), errors);
    }

    /**
     * Reads a JSON object.
     *
     * @throws InvalidRequest with everything that is wrong
     */
    public ListRequest json(JsonNode body) {
        List<FieldError> errors = new ArrayList<>();
        return request(AskedJson.read(body, errors), errors);
    }

    /** Reads a JSON object on top of another, as {@link #parameters(Map, JsonNode)} does. */
    public ListRequest json(JsonNode body, JsonNode base) {
        List<FieldError> errors = new ArrayList<>();
        return request(AskedJson.read(body, errors).over(AskedJson.read(base, errors)), errors);
    }

    /**
     * Reads the filters of a query string for a question of another kind; whatever is no filter and no time zone is an
     * error.
     *
     * @param parameters decoded values by name, without those that the other question reads itself
     * @param base something that was written as JSON earlier, such as a saved view, whose filters hold too
     * @param errors what is wrong goes there
     */
    public FilterRequest filters(Map<String, List<String>> parameters, JsonNode base, List<FieldError> errors) {
        Asked own = Asked.parameters(parameters);
        own.settings().keySet().stream()
                .filter(name -> !name.equals(Asked.TIMEZONE) && !name.equals(Asked.PARTIAL))
                .forEach(name -> errors.add(new FieldError(name, "is no parameter here")));
        Asked asked = own.over(AskedJson.read(base, errors));
        Settings settings = new Settings(asked.settings(), errors);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        ZoneId zone = settings.zone();
        Filter filter = new FilterReader(new TimeText(now, zone), errors).read(asked.filter());
        return new FilterRequest(filter, zone, settings.partial());
    }

    private ListRequest request(Asked asked, List<FieldError> errors) {
        Settings settings = new Settings(asked.settings(), errors);
        Optional<CursorText> cursor = settings.single(Asked.CURSOR).flatMap(text -> CursorText.decode(text, errors));
        // All pages of a list mean the same moment by "now"
        Instant now =
                cursor.map(CursorText::now).orElseGet(() -> clock.instant().truncatedTo(ChronoUnit.MILLIS));
        ZoneId zone = settings.zone();
        Filter filter = new FilterReader(new TimeText(now, zone), errors).read(asked.filter());
        Sort sort = settings.sort();
        int limit = settings.limit();
        List<Column> fields = settings.fields();
        List<ListFilter> facets = settings.facets();
        boolean partial = settings.partial();
        // A cursor into a list that was not understood is no error of its own
        Optional<Cursor> after =
                errors.isEmpty() ? cursor.flatMap(text -> text.within(filter, sort, errors)) : Optional.empty();
        if (!errors.isEmpty()) {
            throw new InvalidRequest(errors);
        }
        return new ListRequest(filter, sort, limit, after, fields, facets, partial, zone, now);
    }
}
