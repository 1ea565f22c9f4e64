package io.dialogpulse.query.search;

/** What is wrong with one field of a request. */
public record FieldError(String field, String message) {}
