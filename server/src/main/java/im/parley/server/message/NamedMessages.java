package im.parley.server.message;

import im.parley.protocol.ChatException;
import im.parley.protocol.ErrorCode;
import im.parley.server.message.MessageChanges.Pick;
import im.parley.server.message.MessageChanges.Target;
import im.parley.server.message.NamedMessage.InC2C;
import im.parley.server.message.NamedMessage.InRoom;
import im.parley.server.operation.Administrator;
import java.util.Optional;

/// Finds the messages that back ends name, for an administrator, who sees all of them.
final class NamedMessages {
    private final Views views;

    NamedMessages(Views views) {
        this.views = views;
    }

    /// @throws ChatException [ErrorCode#MESSAGE_TO_REVOKE_NOT_FOUND] where the two users never wrote,
    ///     [ErrorCode#GROUP_NOT_FOUND], [ErrorCode#GROUP_MESSAGE_NOT_FOUND] for a live room, of which nothing
    ///     is stored
    Target find(Administrator admin, NamedMessage named) {
        var view = switch (named) {
            case InC2C(var from, var to, var key) -> views.ofPair(admin, from, to);
            case InRoom(var room, var sequence) ->
                Optional.of(views.ofRoom(admin, room)).filter(found -> !found.isLive());
        };
        return new Target(view.orElseThrow(() -> missing(named)), pick(named), () -> missing(named));
    }

    static Pick pick(NamedMessage named) {
        return switch (named) {
            case InC2C(var from, var to, var key) ->
                (handle, view) -> {
                    var message = Pick.at(key.sequence()).find(handle, view);
                    return message != null && message.sender() == from.tinyID() && key.names(message) ? message : null;
                };
            case InRoom(var room, var sequence) -> Pick.at(sequence);
        };
    }

    private static ChatException missing(NamedMessage named) {
        return switch (named) {
            case InC2C(var from, var to, var key) ->
                ErrorCode.MESSAGE_TO_REVOKE_NOT_FOUND.because(
                        "\"" + from.userID() + "\" wrote no such message to \"" + to.userID() + "\": " + key.text());
            case InRoom(var room, var sequence) ->
                ErrorCode.GROUP_MESSAGE_NOT_FOUND.because("there is no message " + sequence + " in \"" + room + '"');
        };
    }
}
