package io.dialogpulse.query.search;

import java.time.ZoneId;

/**
 * Which rows a question is about.
 *
 * @param partial rather a part of the rows, named so, than none when others cannot be reached
 */
public record FilterRequest(Filter filter, ZoneId zone, boolean partial) {}
