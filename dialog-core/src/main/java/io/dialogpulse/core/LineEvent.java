package io.dialogpulse.core;

/**
 * Something that happened to an open line.
 *
 * @param eventId unique within the line
 * @param occurredAt when it happened
 */
public record LineEvent(String eventId, long occurredAt, LineChange change) {}
