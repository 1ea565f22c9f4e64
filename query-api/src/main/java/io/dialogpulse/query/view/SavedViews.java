package io.dialogpulse.query.view;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dialogpulse.query.store.Decoder;
import io.dialogpulse.query.store.GlobalTable;
import io.dialogpulse.query.store.TableUnavailable;
import io.dialogpulse.query.store.Undecodable;
import io.dialogpulse.views.SavedView;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The views that users have saved. Whoever saved or deleted one sees that at once on this instance. */
public final class SavedViews {
    private static final int MOST = 100;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final GlobalTable table;
    private final Decoder<SavedView> decoder;
    private final InstantSource clock;

    /** @param table {@code dialog-views} */
    public SavedViews(GlobalTable table, Decoder<SavedView> decoder, InstantSource clock) {
        this.table = table;
        this.decoder = decoder;
        this.clock = clock;
    }

    /**
     * The views of a user, by name.
     *
     * @throws TableUnavailable if they cannot be read at the moment
     */
    public List<View> of(String userId) throws Undecodable {
        List<byte[]> values = new ArrayList<>();
        // A digit or letter follows the separator, so all of the user's keys lie between; others may, too
        table.read(userId + '|', userId + (char) ('|' + 1), values::add);
        List<View> views = new ArrayList<>();
        for (byte[] value : values) {
            SavedView saved = decoder.decode(value);
            if (saved.getUserId().equals(userId)) {
                views.add(view(saved));
            }
        }
        views.sort(Comparator.comparing(View::name));
        return views;
    }

    /**
     * A view of a user.
     *
     * @throws NoSuchView if the user has none of this name
     * @throws TableUnavailable if it cannot be read at the moment
     */
    public View of(String userId, ViewName name) throws Undecodable {
        return find(userId, name).orElseThrow(() -> new NoSuchView(name.text()));
    }

    /**
     * Saves a view, over one of the same name.
     *
     * @throws ViewConflict if the user has too many already
     * @throws TableUnavailable if it is saved, but not to be seen yet
     */
    public View save(String userId, ViewName name, ObjectNode definition) throws Undecodable {
        if (find(userId, name).isEmpty() && of(userId).size() >= MOST) {
            throw new ViewConflict("you have " + MOST + " views already: delete one first");
        }
        Instant now = clock.instant();
        table.write(key(userId, name), new SavedView(userId, name.text(), definition.toString(), now));
        return new View(name.text(), definition, Optional.of(now));
    }

    /**
     * Deletes a view.
     *
     * @throws NoSuchView if the user has none of this name
     */
    public void delete(String userId, ViewName name) throws Undecodable {
        of(userId, name);
        table.write(key(userId, name), null);
    }

    private Optional<View> find(String userId, ViewName name) throws Undecodable {
        byte[] value = table.get(key(userId, name));
        return value == null ? Optional.empty() : Optional.of(view(decoder.decode(value)));
    }

    private static View view(SavedView saved) throws Undecodable {
        try {
            if (JSON.readTree(saved.getDefinition()) instanceof ObjectNode definition) {
                return new View(saved.getName(), definition, Optional.of(saved.getSavedAt()));
            }
        } catch (JsonProcessingException e) {
            throw new Undecodable("the definition of a view is no JSON", e);
        }
        throw new Undecodable("the definition of a view is no JSON object");
    }

    private static String key(String userId, ViewName name) {
        return userId + '|' + name.text();
    }
}
