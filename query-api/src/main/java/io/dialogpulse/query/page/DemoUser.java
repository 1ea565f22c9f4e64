package io.dialogpulse.query.page;

import io.dialogpulse.query.access.Caller;

/**
 * Somebody to try the page as.
 *
 * @param name what the page calls this user
 */
public record DemoUser(String name, Caller caller) {}
