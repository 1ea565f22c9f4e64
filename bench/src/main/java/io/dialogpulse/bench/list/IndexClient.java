package io.dialogpulse.bench.list;

import io.dialogpulse.metrics.DialogRow;
import io.dialogpulse.query.index.Found;
import io.dialogpulse.query.search.Filter;
import io.dialogpulse.query.search.ListRequest;
import io.dialogpulse.query.store.Undecodable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Asks the index for pages of the list, as its API does. */
final class IndexClient implements Side.Client {
    private final ListedIndex index;

    IndexClient(ListedIndex index) {
        this.index = index;
    }

    @Override
    public Answer ask(Question question) throws IOException, Undecodable {
        Map<String, List<String>> parameters = new HashMap<>(question.parameters());
        question.cursor().forEach(page -> parameters.put("cursor", List.of(page.text())));
        ListRequest request = index.parser().parameters(parameters);
        Found found = find(request);
        List<String> ids = rows(found).stream()
                .limit(request.limit())
                .map(DialogRow::getDialogId)
                .toList();
        return new Answer(ids, found.total());
    }

    /** The rows that the list's API would answer, and perhaps one more, which tells that there is a next page. */
    List<DialogRow> page(ListRequest request) throws IOException, Undecodable {
        return rows(find(request));
    }

    private Found find(ListRequest request) throws IOException, Undecodable {
        return index.search((search, timeout) -> search.find(request.within(Filter.ALL), timeout));
    }

    private List<DialogRow> rows(Found found) throws Undecodable {
        List<DialogRow> rows = new ArrayList<>(found.rows().size());
        for (byte[] row : found.rows()) {
            rows.add(index.decode(row));
        }
        return rows;
    }
}
