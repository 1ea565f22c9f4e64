package io.dialogpulse.query.view;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;

/**
 * A question to the dialog list that has a name.
 *
 * @param definition as {@code POST /dialogs/search} takes it
 * @param savedAt empty for views that everybody has
 */
public record View(String name, ObjectNode definition, Optional<Instant> savedAt) {}
