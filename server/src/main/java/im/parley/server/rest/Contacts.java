package im.parley.server.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import im.parley.protocol.ChatException;
import im.parley.protocol.Check;
import im.parley.protocol.ConversationId;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.conversation.ConversationFailure;
import im.parley.protocol.conversation.ConversationGroup;
import im.parley.server.operation.Administrator;
import im.parley.server.users.Account;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What the commands of service `recentcontact` have in common.
final class Contacts {
    static final String SERVICE = "recentcontact";
    static final int C2C = 1;
    static final int GROUP = 2;

    /// The service's own codes.
    static final int BAD_PARAMETER = 50002;

    private static final int NO_SUCH_USER = 50001;

    /// What is said in other numbers to clients.
    private static final Set<Integer> BAD_TO_CLIENTS =
            Set.of(ErrorCode.INVALID_CONV_ID.number(), ErrorCode.CONV_NOT_FOUND.number());

    private Contacts() {}

    /// A conversation as back ends name it.
    ///
    /// @param type 1 with a user, 2 in a group
    record Contact(
            @Nullable Integer type,
            @JsonProperty("To_Account") @Nullable String user,
            @JsonProperty("ToGroupId") @Nullable String groupID) {
        static Contact of(ConversationId conversation) {
            return switch (conversation) {
                case ConversationId.C2C(var peer) -> new Contact(C2C, peer, null);
                case ConversationId.Group(var group) -> new Contact(GROUP, null, group);
                case ConversationId.System() -> throw new IllegalStateException("back ends know no such conversation");
            };
        }

        /// @throws ChatException [#BAD_PARAMETER]
        ConversationId conversation() {
            if (type == null || type != C2C && type != GROUP) {
                throw new ChatException(BAD_PARAMETER, "Type is " + type + ", expected 1 or 2");
            }
            var isUser = type == C2C;
            var name = isUser ? user : groupID;
            if (name == null) {
                throw new ChatException(
                        BAD_PARAMETER, (isUser ? "To_Account" : "ToGroupId") + " is missing for Type " + type);
            }
            return refusing(() -> ConversationId.parse(
                    (isUser ? new ConversationId.C2C(name) : new ConversationId.Group(name)).text()));
        }
    }

    /// The user of `From_Account`.
    static Account user(RestUsers users, @Nullable String from) {
        if (from == null) {
            throw new ChatException(BAD_PARAMETER, "From_Account is missing");
        }
        return users.find(from)
                .orElseThrow(() -> new ChatException(NO_SUCH_USER, "there is no account " + Check.quote(from)));
    }

    /// Who calls, in the name of the user of `From_Account`.
    static Administrator inNameOf(RestUsers users, @Nullable String from) {
        return users.inNameOf(user(users, from));
    }

    /// What a list of a request holds, 1 to `most` elements.
    static <T> List<T> list(String field, @Nullable List<T> list, int most) {
        return refusing(() -> Check.list(field, list, most, ErrorCode.INVALID_CONV_ID));
    }

    /// A conversation group.
    record GroupItem(String groupName, int groupId) {
        static GroupItem of(ConversationGroup group) {
            return new GroupItem(group.groupName(), group.groupID());
        }
    }

    static List<GroupItem> items(List<ConversationGroup> groups) {
        return groups.stream().map(GroupItem::of).toList();
    }

    /// The conversations that a request names, each once; none where there is no list.
    static List<ConversationId> conversations(@Nullable List<Contact> contacts, int most) {
        return contacts == null || contacts.isEmpty()
                ? List.of()
                : list("ContactItem", contacts, most).stream()
                        .map(Contact::conversation)
                        .distinct()
                        .toList();
    }

    /// Calls a service, whose refusals get the numbers that back ends know.
    static <T> T refusing(Supplier<T> call) {
        try {
            return call.get();
        } catch (ChatException refused) {
            throw new ChatException(number(refused.code()), String.valueOf(refused.getMessage()));
        }
    }

    private static int number(int code) {
        return BAD_TO_CLIENTS.contains(code) ? BAD_PARAMETER : code;
    }

    /// What became of one conversation.
    ///
    /// @param contactOptType what was to be done, where it was said
    record Outcome(@Nullable Integer contactOptType, Contact contactItem, int resultCode, String resultInfo) {
        static Outcome of(@Nullable Integer optType, ConversationId conversation, List<ConversationFailure> failures) {
            return failures.stream()
                    .filter(failure -> failure.conversationID().equals(conversation.text()))
                    .findFirst()
                    .map(failure ->
                            new Outcome(optType, Contact.of(conversation), number(failure.code()), failure.message()))
                    .orElse(new Outcome(optType, Contact.of(conversation), 0, ""));
        }
    }
}
