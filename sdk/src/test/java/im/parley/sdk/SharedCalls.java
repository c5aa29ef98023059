package im.parley.sdk;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The methods that scenarios call, by name: parameters and results in the web SDK's form, as scenarios have them.
final class SharedCalls {
    @FunctionalInterface
    interface Call {
        Object call(Chat chat, Arguments with);
    }

    /// What a call is given: texts, numbers, lists, objects as maps, and messages as they are.
    record Arguments(List<?> list) {
        Object first() {
            return list.isEmpty() ? Map.of() : list.getFirst();
        }

        Object second() {
            return list.get(1);
        }

        boolean isEmpty() {
            return list.isEmpty();
        }

        String text() {
            return (String) first();
        }

        Message message() {
            return (Message) first();
        }

        List<String> texts() {
            return texts(first());
        }

        List<Message> messages() {
            return messages(first());
        }

        Object get(String key) {
            return ((Map<?, ?>) first()).get(key);
        }

        String text(String key) {
            return (String) get(key);
        }

        long number(String key) {
            return (Long) get(key);
        }

        int smallNumber(String key) {
            return Math.toIntExact(number(key));
        }

        boolean flag(String key) {
            return (Boolean) get(key);
        }

        Message message(String key) {
            return (Message) get(key);
        }

        List<Message> messages(String key) {
            return messages(get(key));
        }

        List<String> texts(String key) {
            return texts(get(key));
        }

        Map<String, String> map(String key) {
            var map = new HashMap<String, String>();
            ((Map<?, ?>) get(key)).forEach((name, value) -> map.put((String) name, (String) value));
            return map;
        }

        /// The elements of a list, each by itself.
        List<Arguments> each(String key) {
            return each(get(key));
        }

        static List<Arguments> each(Object elements) {
            return ((List<?>) elements)
                    .stream().map(element -> new Arguments(List.of(element))).toList();
        }

        Arguments at(String key) {
            return new Arguments(List.of(get(key)));
        }

        private static List<String> texts(Object elements) {
            return ((List<?>) elements).stream().map(String.class::cast).toList();
        }

        private static List<Message> messages(Object elements) {
            return ((List<?>) elements).stream().map(Message.class::cast).toList();
        }
    }

    private static final Map<String, Call> OWN = Map.ofEntries(
            Map.entry("login", (chat, with) -> chat.login(with.text("userID"), with.text("userSig"))),
            Map.entry("logout", (chat, with) -> empty(chat.logout())),
            Map.entry("destroy", (chat, with) -> chat.destroy()),
            Map.entry("getLoginUser", (chat, with) -> chat.getLoginUser()),
            Map.entry("isReady", (chat, with) -> chat.isReady()),
            Map.entry(
                    "invite", (chat, with) -> chat.invite(invitation(InviteOptions.toUser(with.text("userID")), with))),
            Map.entry(
                    "inviteInGroup",
                    (chat, with) -> chat.inviteInGroup(
                            invitation(InviteOptions.inGroup(with.text("groupID"), with.texts("inviteeList")), with))),
            Map.entry(
                    "inviteSync",
                    (chat, with) -> chat.inviteSync(
                            invitation(InviteOptions.toUser(with.text("userID")), with), sent -> {}, failed -> {})),
            Map.entry(
                    "inviteInGroupSync",
                    (chat, with) -> chat.inviteInGroupSync(
                            invitation(InviteOptions.inGroup(with.text("groupID"), with.texts("inviteeList")), with),
                            sent -> {},
                            failed -> {})),
            Map.entry(
                    "translateText",
                    (chat, with) -> as(
                            "translatedTextList",
                            chat.translateText(
                                    with.texts("sourceTextList"),
                                    with.text("sourceLanguage"),
                                    with.text("targetLanguage")))),
            Map.entry("accept", (chat, with) -> chat.accept(with.text("inviteID"), with.text("data"))),
            Map.entry("reject", (chat, with) -> chat.reject(with.text("inviteID"), with.text("data"))),
            Map.entry("cancel", (chat, with) -> chat.cancel(with.text("inviteID"), with.text("data"))),
            Map.entry(
                    "modifyInvitation",
                    (chat, with) -> chat.modifyInvitation(with.text("inviteID"), with.text("data"))),
            Map.entry("getSignalingInfo", (chat, with) -> chat.getSignalingInfo(with.message())));

    private static final Map<String, Call> CALLS = Stream.of(
                    OWN,
                    SharedMessageCalls.ALL,
                    SharedConversationCalls.ALL,
                    SharedPeopleCalls.ALL,
                    SharedGroupCalls.ALL,
                    SharedMemberCalls.ALL)
            .flatMap(calls -> calls.entrySet().stream())
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));

    private SharedCalls() {}

    /// What it returns; a future as it is.
    static Object call(Chat chat, String name, List<?> arguments) {
        return Optional.ofNullable(CALLS.get(name))
                .orElseThrow(() -> new AssertionError("scenarios cannot call " + name + " yet"))
                .call(chat, new Arguments(arguments));
    }

    /// A result that the web SDK has in a field.
    static CompletableFuture<Object> as(String name, CompletableFuture<?> value) {
        return value.thenApply(it -> Map.of(name, it));
    }

    static CompletableFuture<Object> empty(CompletableFuture<Void> done) {
        return done.thenApply(nothing -> Map.of());
    }

    private static InviteOptions invitation(InviteOptions options, Arguments with) {
        return options.data(with.text("data")).timeout(with.smallNumber("timeout"));
    }
}
