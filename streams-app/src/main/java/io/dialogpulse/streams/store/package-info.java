/** What a task keeps: the dialogs, their timelines, the counter of their numbers. */
package io.dialogpulse.streams.store;
