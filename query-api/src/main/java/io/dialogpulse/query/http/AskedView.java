package io.dialogpulse.query.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dialogpulse.query.access.Caller;
import io.dialogpulse.query.store.Undecodable;
import io.dialogpulse.query.view.BuiltInView;
import io.dialogpulse.query.view.SavedViews;
import io.dialogpulse.query.view.ViewName;
import java.util.Optional;

/**
 * The view that a request to the list names.
 *
 * @param definition what the view asks; nothing if the request names none
 * @param contactCenter whether it is the one view with rights of its own
 */
record AskedView(ObjectNode definition, boolean contactCenter) {
    static AskedView of(Optional<String> name, Caller caller, SavedViews saved) throws Undecodable {
        if (name.isEmpty()) {
            return new AskedView(JsonNodeFactory.instance.objectNode(), false);
        }
        ViewName asked = ViewName.of(name.get());
        Optional<BuiltInView> builtIn = BuiltInView.named(asked.text());
        return builtIn.isPresent()
                ? new AskedView(builtIn.get().as(caller).definition(), builtIn.get() == BuiltInView.CONTACT_CENTER)
                : new AskedView(saved.of(caller.userId(), asked).definition(), false);
    }
}
