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
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The views that users have saved. Whoever saved or deleted one sees that at once on this instance. */
public final class SavedViews {
    private static final Logger log = LoggerFactory.getLogger(SavedViews.class);
    private static final int MOST = 100;
    private static final char SEPARATOR = '|';
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
     * What a user has saved, by name.
     *
     * @param unreadable the names of views that are there, but cannot be read; they can be deleted or saved anew
     */
    public record Saved(List<View> views, List<String> unreadable) {}

    /**
     * The views of a user.
     *
     * @throws TableUnavailable if they cannot be read at the moment
     */
    public Saved of(String userId) {
        List<View> views = new ArrayList<>();
        List<String> unreadable = new ArrayList<>();
        names(userId).forEach((name, value) -> {
            try {
                views.add(view(decoder.decode(value)));
            } catch (Undecodable e) {
                log.warn("View {} of user {} cannot be read", name, userId, e);
                unreadable.add(name);
            }
        });
        return new Saved(views, unreadable);
    }

    private SortedMap<String, byte[]> names(String userId) {
        SortedMap<String, byte[]> names = new TreeMap<>();
        String prefix = userId + SEPARATOR;
        table.read(prefix, userId + (char) (SEPARATOR + 1), (key, value) -> {
            // A user's id may have the separator, a name has not: others' keys may lie between, and are told apart by
            // it
            if (key.startsWith(prefix) && key.indexOf(SEPARATOR, prefix.length()) < 0) {
                names.put(key.substring(prefix.length()), value);
            }
        });
        return names;
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
    public View save(String userId, ViewName name, ObjectNode definition) {
        if (table.get(key(userId, name)) == null && names(userId).size() >= MOST) {
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
    public void delete(String userId, ViewName name) {
        if (table.get(key(userId, name)) == null) {
            throw new NoSuchView(name.text());
        }
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
        return userId + SEPARATOR + name.text();
    }
}
