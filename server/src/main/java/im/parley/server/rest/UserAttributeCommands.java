package im.parley.server.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import im.parley.protocol.Check;
import im.parley.protocol.Nothing;
import im.parley.server.mailing.MailingError;
import im.parley.server.users.Account;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// Of service `all_member_push`: attributes of users, and their names.
final class UserAttributeCommands {
    private UserAttributeCommands() {}

    static void addTo(RestTable.Area<RestMailings> table) {
        table.on(MemberPushCommands.SERVICE, "im_set_attr_name", Names.class, UserAttributeCommands::name)
                .on(
                        MemberPushCommands.SERVICE,
                        "im_get_attr_name",
                        Ask.class,
                        (area, ask) -> new Numbered(area.attributes().names()))
                .on(MemberPushCommands.SERVICE, "im_set_attr", Change.class, UserAttributeCommands::set)
                .on(MemberPushCommands.SERVICE, "im_remove_attr", Change.class, UserAttributeCommands::remove)
                .on(MemberPushCommands.SERVICE, "im_get_attr", TagCommands.Users.class, UserAttributeCommands::get);
    }

    /// @param attrNames by number, "0" to "9"
    record Names(@Nullable Map<String, String> attrNames) {
        private Map<Integer, String> byNumber() {
            var names = new HashMap<Integer, String>();
            PushedUsers.attributes("AttrNames", attrNames).forEach((number, name) -> {
                if (!number.matches("[0-9]")) {
                    throw MailingError.BAD_ATTRIBUTE.because(
                            "AttrNames has the number " + Check.quote(number) + ", expected \"0\" to \"9\"");
                }
                names.put(Integer.valueOf(number), name);
            });
            return names;
        }
    }

    /// An empty body.
    record Ask() {}

    record Numbered(SortedMap<Integer, String> attrNames) {}

    private static Nothing name(RestMailings area, Names request) {
        area.attributes().name(request.byNumber());
        return Nothing.INSTANCE;
    }

    record Change(@Nullable List<Described> userAttrs) {
        private Map<Account, Map<String, String>> values(RestMailings area) {
            return PushedUsers.of(area.users(), "UserAttrs", userAttrs, Described::checked, (one, other) -> {
                var both = new HashMap<>(one);
                both.putAll(other);
                return both;
            });
        }
    }

    /// @param attrs values by name
    record Described(
            @JsonProperty("To_Account") @Nullable String toAccount,
            @Nullable Map<String, String> attrs) implements PushedUsers.About {
        private Map<String, String> checked() {
            return PushedUsers.attributes("Attrs", attrs);
        }
    }

    private static Nothing set(RestMailings area, Change request) {
        area.attributes().set(request.values(area));
        return Nothing.INSTANCE;
    }

    private static Nothing remove(RestMailings area, Change request) {
        var names = new HashMap<Account, Collection<String>>();
        request.values(area).forEach((user, values) -> names.put(user, values.keySet()));
        area.attributes().remove(names);
        return Nothing.INSTANCE;
    }

    record Known(List<Described> userAttrs) {}

    private static Known get(RestMailings area, TagCommands.Users request) {
        var users = PushedUsers.all(area.users(), request.toAccount());
        var attributes = area.attributes().of(users);
        return new Known(users.stream()
                .map(user -> new Described(user.userID(), attributes.getOrDefault(user.tinyID(), Map.of())))
                .toList());
    }
}
