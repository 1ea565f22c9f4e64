package io.dialogpulse.query.events;

/**
 * What is wrong with one event of a request.
 *
 * @param index of the event in the request, from 0
 * @param field as it stands in the JSON, e.g. {@code operator.id}; empty if it is the event as a whole
 */
public record EventError(int index, String field, String message) {}
