package io.dialogpulse.core;

/** A Z. */
public record Z(String a) {}
