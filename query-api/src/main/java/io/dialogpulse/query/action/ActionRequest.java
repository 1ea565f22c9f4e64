package io.dialogpulse.query.action;

import java.util.List;

/**
 * Something that is to happen to some dialogs.
 *
 * @param dialogIds 1 to {@link #MOST}, each once
 */
public record ActionRequest(Action action, List<String> dialogIds) {
    /** As many dialogs as one request may name. */
    public static final int MOST = 500;

    public ActionRequest {
        dialogIds = List.copyOf(dialogIds);
    }
}
