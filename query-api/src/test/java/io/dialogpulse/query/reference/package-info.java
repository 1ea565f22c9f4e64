/**
 * The dialog list in plain Java, written against the API's documentation alone: random requests, and what they must
 * answer for given rows.
 */
package io.dialogpulse.query.reference;
