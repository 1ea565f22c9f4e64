package io.dialogpulse.standalone.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dialogpulse.metrics.DialogRow;
import io.dialogpulse.query.reference.RandomQueries;
import io.dialogpulse.query.reference.RandomQuery;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Random requests, each page of each asked of any instance, against plain Java over the same rows. */
final class RandomPages {
    private static final int MAX_PAGES = 12;

    private final List<ApiClient> instances;
    private final List<DialogRow> rows;
    private final Random random;
    private final RandomQueries queries;

    RandomPages(List<ApiClient> instances, List<DialogRow> rows, long seed) {
        this.instances = instances;
        this.rows = rows;
        this.random = new Random(seed);
        this.queries = new RandomQueries(seed, rows, Optional.empty());
    }

    /** Asks the next request, page by page. */
    void assertNextIsAnswered() throws IOException, InterruptedException {
        RandomQuery query = queries.next();
        List<String> expected =
                query.expected(rows).stream().map(DialogRow::getDialogId).toList();
        int limit = Math.max(1 + random.nextInt(100), expected.size() / MAX_PAGES);
        List<String> found = new ArrayList<>();
        @Nullable String cursor = null;
        do {
            JsonNode page = page(query, limit, cursor);
            assertThat(page.get("total").asInt()).as(query.toString()).isEqualTo(expected.size());
            assertThat(facets(page)).as(query.toString()).isEqualTo(query.expectedFacets(rows));
            page.get("items").forEach(row -> found.add(row.get("dialogId").asText()));
            cursor = page.get("cursor").isNull() ? null : page.get("cursor").asText();
        } while (cursor != null);
        assertThat(found).as(query.toString()).isEqualTo(expected);
    }

    private JsonNode page(RandomQuery query, int limit, @Nullable String cursor)
            throws IOException, InterruptedException {
        ApiClient instance = instances.get(random.nextInt(instances.size()));
        if (query.isJson()) {
            ObjectNode body = query.body().deepCopy().put("limit", limit);
            if (cursor != null) {
                body.put("cursor", cursor);
            }
            return instance.post("/api/v1/dialogs/search", body);
        }
        StringBuilder path = new StringBuilder("/api/v1/dialogs?limit=").append(limit);
        query.parameters()
                .forEach((name, values) -> values.forEach(value ->
                        path.append('&').append(encode(name)).append('=').append(encode(value))));
        if (cursor != null) {
            path.append("&cursor=").append(encode(cursor));
        }
        return instance.json(path.toString());
    }

    private static SortedMap<String, SortedMap<String, Long>> facets(JsonNode page) {
        SortedMap<String, SortedMap<String, Long>> facets = new TreeMap<>();
        page.get("facets").properties().forEach(facet -> {
            SortedMap<String, Long> counts = new TreeMap<>();
            facet.getValue()
                    .properties()
                    .forEach(
                            count -> counts.put(count.getKey(), count.getValue().asLong()));
            facets.put(facet.getKey(), counts);
        });
        return facets;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
