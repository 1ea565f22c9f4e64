package io.dialogpulse.query.action;

import org.jspecify.annotations.Nullable;

/**
 * What a manager thinks of a dialog: a rating, a comment, or both.
 *
 * @param rating null: the one that there is stays
 * @param comment null: the one that there is stays
 */
public record Review(@Nullable Integer rating, @Nullable String comment) {}
