package im.parley.sdk;

import im.parley.protocol.ChatException;
import im.parley.protocol.Check;
import im.parley.protocol.ConversationId;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Limits;
import im.parley.protocol.Operation;
import im.parley.protocol.Types;
import im.parley.protocol.conversation.ConversationFailure;
import im.parley.protocol.conversation.MarkConversations;
import im.parley.protocol.conversation.OptionsResult;
import im.parley.protocol.conversation.PinConversation;
import im.parley.protocol.conversation.SetConversationData;
import im.parley.protocol.conversation.SetRemindType;
import im.parley.protocol.relation.UserFailure;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What the user keeps about conversations.
final class ConversationOptionCalls {
    private static final String MARKS = "conversation.marks";
    private static final String GROUPS = "conversation.groups";
    private static final Set<String> FOR_USERS =
            Set.of(Types.MSG_REMIND_ACPT_AND_NOTE, Types.MSG_REMIND_ACPT_NOT_NOTE, Types.MSG_REMIND_DISCARD);
    private static final Set<String> FOR_GROUPS = Set.of(
            Types.MSG_REMIND_ACPT_AND_NOTE,
            Types.MSG_REMIND_ACPT_NOT_NOTE,
            Types.MSG_REMIND_DISCARD,
            Types.NOT_RECEIVE_OFFLINE_PUSH_EXCEPT_AT,
            Types.NOT_RECEIVE_MSG_EXCEPT_AT);
    private static final int OWN_MARKS = 4;
    private static final int APP_MARKS = 32;

    private final SerialExecutor work;
    private final Log log;
    private final Readiness readiness;
    private final Self self;
    private final Link link;
    private final OptionBook options;
    private final ConversationBook book;
    private final GroupBook groups;
    private final Duration timeout;

    ConversationOptionCalls(
            SerialExecutor work,
            Log log,
            Readiness readiness,
            Self self,
            Link link,
            OptionBook options,
            ConversationBook book,
            GroupBook groups,
            Duration timeout) {
        this.work = work;
        this.log = log;
        this.readiness = readiness;
        this.self = self;
        this.link = link;
        this.options = options;
        this.book = book;
        this.groups = groups;
        this.timeout = timeout;
    }

    CompletableFuture<String> pinConversation(String conversationID, boolean isPinned) {
        return readiness.guard(() -> {
            Params.text("conversationID", conversationID);
            return work.answer(() -> {
                var id = ConversationId.parse(conversationID);
                if (id instanceof ConversationId.System) {
                    options.pinSystem(isPinned);
                } else if (options.of(conversationID).isPinned() != isPinned) { // pinConversation#2
                    return link.call(new PinConversation(id, isPinned), timeout).thenApply(result -> {
                        options.updated(result.changes());
                        return conversationID;
                    });
                }
                return CompletableFuture.completedFuture(conversationID);
            });
        });
    }

    CompletableFuture<Group> setMessageRemindType(String groupID, String messageRemindType) {
        return readiness.guard(() -> {
            Params.text("groupID", groupID);
            checkType(messageRemindType, FOR_GROUPS);
            var request = new SetRemindType(List.of(Types.CONV_GROUP + groupID), messageRemindType);
            return work.answer(() -> link.call(request, timeout).thenApply(result -> {
                for (var failure : Group.orEmpty(result.failureList())) {
                    throw new ChatError(failure.code(), failure.message(), ChatError.Data.NONE);
                }
                options.updated(result.changes());
                return book.show(
                        Objects.requireNonNull(groups.find(GroupBook.groupOf(groupID)), "a group that the user is in"));
            }));
        });
    }

    CompletableFuture<RemindResult> setMessageRemindType(List<String> userIDList, String messageRemindType) {
        return readiness.guard(() -> {
            var users = Params.first(log, "setMessageRemindType", "userIDList", userIDList, Limits.REMINDERS_PER_CALL);
            checkType(messageRemindType, FOR_USERS);
            var ids = users.stream().map(userID -> Types.CONV_C2C + userID).toList();
            return work.answer(() -> link.call(new SetRemindType(ids, messageRemindType), timeout)
                    .thenApply(result -> {
                        options.updated(result.changes());
                        return remindResult(users, Group.orEmpty(result.failureList()));
                    }));
        });
    }

    private static RemindResult remindResult(List<String> users, List<ConversationFailure> failures) {
        var failed = failures.stream()
                .map(failure -> new UserFailure(
                        failure.conversationID().substring(Types.CONV_C2C.length()), failure.code(), failure.message()))
                .toList();
        var names = failed.stream().map(UserFailure::userID).toList();
        return new RemindResult(
                users.stream().filter(userID -> !names.contains(userID)).toList(), failed);
    }

    private static void checkType(String messageRemindType, Set<String> expected) {
        Params.that(
                messageRemindType != null && expected.contains(messageRemindType),
                "messageRemindType",
                messageRemindType,
                "one of " + expected);
    }

    CompletableFuture<ConversationResults> markConversation(
            List<String> conversationIDList, long markType, boolean enableMark) {
        return readiness.guard(() -> {
            var mark = Long.numberOfTrailingZeros(markType);
            Params.that(
                    Long.bitCount(markType) == 1 && (mark < OWN_MARKS || mark >= APP_MARKS),
                    "markType",
                    Long.toUnsignedString(markType),
                    "1, 2, 4, 8 or 2^32 to 2^63");
            return each(
                    MARKS, "markConversation", conversationIDList, ids -> new MarkConversations(ids, mark, enableMark));
        });
    }

    CompletableFuture<ConversationResults> setConversationCustomData(
            List<String> conversationIDList, String customData) {
        return readiness.guard(() -> {
            Params.present("customData", customData);
            Params.that(
                    Check.utf8Length(customData) <= Limits.CONVERSATION_DATA_BYTES,
                    "customData",
                    customData,
                    "at most " + Limits.CONVERSATION_DATA_BYTES + " bytes");
            return each(
                    null,
                    "setConversationCustomData",
                    conversationIDList,
                    ids -> new SetConversationData(ids, customData));
        });
    }

    CompletableFuture<Conversation> setConversationDraft(String conversationID, String draftText) {
        return readiness.guard(() -> {
            Params.text("conversationID", conversationID);
            Params.present("draftText", draftText);
            return work.answer(() -> {
                if (book.find(conversationID) == null) {
                    throw notFound(conversationID);
                }
                book.change(conversationID, state -> state.draft(draftText));
                return CompletableFuture.completedFuture(book.show(Objects.requireNonNull(book.find(conversationID))));
            });
        });
    }

    CompletableFuture<ReceiveMessageOpt> setAllReceiveMessageOpt(ReceiveMessageOptions wanted) {
        return readiness.guard(() -> {
            Params.present("options", wanted).check();
            return work.answer(
                    () -> link.call(wanted.toWire(ZonedDateTime.now()), timeout).thenApply(result -> {
                        options.updated(result.changes());
                        return ReceiveMessageOpt.of(options.receiveOption());
                    }));
        });
    }

    CompletableFuture<ReceiveMessageOpt> getAllReceiveMessageOpt() {
        return readiness.guard(() ->
                work.answer(() -> CompletableFuture.completedFuture(ReceiveMessageOpt.of(options.receiveOption()))));
    }

    CompletableFuture<List<String>> getConversationGroupList() {
        return readiness.guard(() -> work.answer(() -> {
            self.checkEnabled(GROUPS);
            return CompletableFuture.completedFuture(options.groupNames());
        }));
    }

    /// A call that does something with several conversations of a group of them.
    CompletableFuture<ConversationResults> inGroup(
            String method,
            List<String> conversationIDList,
            String groupName,
            Function<List<String>, Operation<OptionsResult>> request) {
        return readiness.guard(() -> {
            checkName("groupName", groupName);
            return each(GROUPS, method, conversationIDList, request);
        });
    }

    /// A call about a conversation group as a whole.
    ///
    /// @param names those that it is given
    CompletableFuture<Void> aboutGroup(Supplier<Operation<OptionsResult>> request, String... names) {
        return readiness.guard(() -> {
            for (var name : names) {
                checkName("the group's name", name);
            }
            return work.answer(() -> {
                self.checkEnabled(GROUPS);
                return link.call(request.get(), timeout).thenAccept(result -> options.updated(result.changes()));
            });
        });
    }

    /// Those that are not on the list fail here; the server is asked about the others.
    ///
    /// @param gate key of a setting; null: none
    private CompletableFuture<ConversationResults> each(
            @Nullable String gate,
            String method,
            List<String> conversationIDList,
            Function<List<String>, Operation<OptionsResult>> request) {
        var wanted = Params.first(log, method, "conversationIDList", conversationIDList, Limits.CONVERSATIONS_PER_CALL);
        return work.answer(() -> {
            if (gate != null) {
                self.checkEnabled(gate);
            }
            var failures = new ArrayList<ConversationFailure>();
            var known = new ArrayList<String>();
            for (var id : wanted.stream().distinct().toList()) {
                var failure = failure(id);
                if (failure == null) {
                    known.add(id);
                } else {
                    failures.add(failure);
                }
            }
            return known.isEmpty()
                    ? CompletableFuture.completedFuture(results(known, failures))
                    : ask(request.apply(known), known, failures);
        });
    }

    private static void checkName(String parameter, @Nullable String name) {
        var length = Check.utf8Length(Params.text(parameter, name));
        Params.that(
                length <= Limits.CONVERSATION_GROUP_NAME_BYTES,
                parameter,
                name,
                "at most " + Limits.CONVERSATION_GROUP_NAME_BYTES + " bytes");
    }

    private @Nullable ConversationFailure failure(String conversationID) {
        try {
            ConversationId.parse(conversationID);
        } catch (ChatException malformed) {
            return failure(conversationID, ChatError.of(malformed));
        }
        return book.find(conversationID) == null ? failure(conversationID, notFound(conversationID)) : null;
    }

    private static ConversationFailure failure(String conversationID, ChatError why) {
        return new ConversationFailure(conversationID, why.code(), String.valueOf(why.getMessage()));
    }

    private static ChatError notFound(String conversationID) {
        return new ChatError(ErrorCode.CONV_NOT_FOUND, "there is no conversation " + conversationID);
    }

    private CompletableFuture<ConversationResults> ask(
            Operation<OptionsResult> request, List<String> asked, List<ConversationFailure> failures) {
        return link.call(request, timeout).thenApply(result -> {
            options.updated(result.changes());
            failures.addAll(Group.orEmpty(result.failureList()));
            return results(asked, failures);
        });
    }

    private static ConversationResults results(List<String> asked, List<ConversationFailure> failures) {
        var failed = failures.stream().map(ConversationFailure::conversationID).toList();
        return new ConversationResults(
                asked.stream().filter(id -> !failed.contains(id)).toList(), List.copyOf(failures));
    }
}
