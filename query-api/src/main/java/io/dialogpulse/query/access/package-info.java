/** Who is asking, and what they may see and do. Everything that reads dialogs for a caller does so through here. */
package io.dialogpulse.query.access;
