package im.parley.server.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import im.parley.protocol.profile.UpdateProfile;
import im.parley.server.operation.Caller;
import im.parley.server.settings.CallbackCommand;
import im.parley.server.users.ProfileService;
import im.parley.server.users.ProfileTag;

/// Tells the back end of changed profiles: the fields that were set, with their new values.
public final class ProfileCallbacks implements ProfileService.UpdateListener {
    private final Callbacks callbacks;

    public ProfileCallbacks(Callbacks callbacks) {
        this.callbacks = callbacks;
    }

    @Override
    public void updated(Caller by, String userID, UpdateProfile change) {
        callbacks.tell(CallbackCommand.PROFILE_SET, by.terminal(), userID, body -> {
            body.put("Operator_Account", by.userID()).put("From_Account", userID);
            addItems(body, change);
        });
    }

    private static void addItems(ObjectNode body, UpdateProfile change) {
        var items = body.putArray("ProfileItem");
        for (var tag : ProfileTag.values()) {
            var value = tag.of(change);
            if (value != null) {
                items.addObject().put("Tag", tag.wireName()).putPOJO("Value", value);
            }
        }
        var fields = change.profileCustomField();
        if (fields != null) {
            fields.forEach(field -> items.addObject().put("Tag", field.key()).put("Value", field.value()));
        }
    }
}
