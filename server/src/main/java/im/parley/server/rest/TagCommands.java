package im.parley.server.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import im.parley.protocol.Nothing;
import im.parley.server.mailing.MailingError;
import im.parley.server.users.Account;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Of service `all_member_push`: tags of users.
final class TagCommands {
    private static final int MAX_TAGS = 10;

    private TagCommands() {}

    static void addTo(RestTable.Area<RestMailings> table) {
        table.on(MemberPushCommands.SERVICE, "im_add_tag", Change.class, TagCommands::add)
                .on(MemberPushCommands.SERVICE, "im_remove_tag", Change.class, TagCommands::remove)
                .on(MemberPushCommands.SERVICE, "im_remove_all_tags", Users.class, TagCommands::removeAll)
                .on(MemberPushCommands.SERVICE, "im_get_tag", Users.class, TagCommands::get);
    }

    record Users(@JsonProperty("To_Account") @Nullable List<String> toAccount) {}

    record Change(@Nullable List<Named> userTags) {
        private Map<Account, List<String>> tags(RestMailings area) {
            return PushedUsers.of(area.users(), "UserTags", userTags, Named::checked, (one, other) -> {
                var both = new ArrayList<>(one);
                both.addAll(other);
                return both;
            });
        }
    }

    /// @param tags 1 to 10
    record Named(
            @JsonProperty("To_Account") @Nullable String toAccount,
            @Nullable List<String> tags) implements PushedUsers.About {
        private List<String> checked() {
            var checked = PushedUsers.tags("Tags", tags);
            if (checked.size() > MAX_TAGS) {
                throw MailingError.TOO_MANY_TAGS.because(
                        "Tags has " + checked.size() + " elements, expected at most " + MAX_TAGS);
            }
            return checked;
        }
    }

    record Known(List<Named> userTags) {}

    private static Nothing add(RestMailings area, Change request) {
        area.tags().add(request.tags(area));
        return Nothing.INSTANCE;
    }

    private static Nothing remove(RestMailings area, Change request) {
        area.tags().remove(request.tags(area));
        return Nothing.INSTANCE;
    }

    private static Nothing removeAll(RestMailings area, Users request) {
        area.tags().removeAll(PushedUsers.all(area.users(), request.toAccount()));
        return Nothing.INSTANCE;
    }

    private static Known get(RestMailings area, Users request) {
        var users = PushedUsers.all(area.users(), request.toAccount());
        var tags = area.tags().of(users);
        return new Known(users.stream()
                .map(user -> new Named(user.userID(), tags.getOrDefault(user.tinyID(), List.of())))
                .toList());
    }
}
