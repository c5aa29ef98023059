package im.parley.server.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Limits;
import im.parley.protocol.message.Extension;
import im.parley.protocol.message.ExtensionKey;
import im.parley.protocol.message.ExtensionOutcome;
import im.parley.server.message.NamedMessage;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Service `openim_msg_ext_http_svc`: keys and values that are attached to messages.
final class ExtensionCommands {
    private static final String SERVICE = "openim_msg_ext_http_svc";
    private static final int PAGE = 200;
    private static final int SET = 1;
    private static final int DELETE = 2;
    private static final int CLEAR = 3;

    private ExtensionCommands() {}

    static void addTo(RestTable.Area<RestReceipts> table) {
        table.on(SERVICE, "set_key_values", Change.class, ExtensionCommands::change)
                .on(SERVICE, "get_key_values", Query.class, ExtensionCommands::list)
                .on(SERVICE, "group_set_key_values", GroupChange.class, ExtensionCommands::changeInGroup)
                .on(SERVICE, "group_get_key_values", GroupQuery.class, ExtensionCommands::listInGroup);
    }

    /// @param value not for those that are deleted
    /// @param seq the key's version: what an administrator says of it is not looked at
    record Pair(
            @Nullable String key,
            @Nullable String value,
            @Nullable Long seq) {
        private static Pair of(ExtensionOutcome outcome) {
            return new Pair(outcome.key(), outcome.value(), outcome.version());
        }

        private static Pair of(Extension extension) {
            return new Pair(extension.key(), extension.value(), extension.version());
        }

        private String name() {
            return Check.present("Key", key, ErrorCode.MESSAGE_INVALID_REQUEST);
        }

        private Extension toSet() {
            return new Extension(name(), Check.present("Value", value, ErrorCode.MESSAGE_INVALID_REQUEST), 0);
        }

        private ExtensionKey toDelete() {
            return new ExtensionKey(name(), 0);
        }

        /// @return 1 to 20, each key once
        private static List<Pair> checked(@Nullable List<Pair> pairs) {
            var all = Check.list("ExtensionList", pairs, Limits.EXTENSIONS_PER_CALL, ErrorCode.EXTENSION_LIMIT);
            var keys = all.stream().map(Pair::name).toList();
            Check.that(
                    keys.stream().distinct().count() == keys.size(),
                    "ExtensionList",
                    keys,
                    "each key once",
                    ErrorCode.MESSAGE_INVALID_REQUEST);
            return all;
        }
    }

    /// @param operateType 1 set, 2 delete, 3 delete all
    /// @param extensionList 1 to 20; none where all are deleted
    record Change(
            @JsonProperty("From_Account") @Nullable String from,
            @JsonProperty("To_Account") @Nullable String to,
            @Nullable String msgKey,
            @Nullable Integer operateType,
            @Nullable List<Pair> extensionList) {}

    record Changed(List<Outcome> extensionList) {}

    /// @param errorCode 0: done
    /// @param extension as it is now, or was where it is gone
    record Outcome(int errorCode, Pair extension) {}

    private static Changed change(RestReceipts area, Change request) {
        return change(
                area,
                RestNames.message(area.users(), request.from(), request.to(), request.msgKey()),
                request.operateType(),
                request.extensionList());
    }

    private static Changed change(
            RestReceipts area, NamedMessage message, @Nullable Integer operateType, @Nullable List<Pair> pairs) {
        var admin = area.users().administrator();
        int operation = Check.present("OperateType", operateType, ErrorCode.MESSAGE_INVALID_REQUEST);
        var outcomes = switch (operation) {
            case SET ->
                area.attachments()
                        .set(
                                admin,
                                message,
                                Pair.checked(pairs).stream().map(Pair::toSet).toList());
            case DELETE ->
                area.attachments()
                        .delete(
                                admin,
                                message,
                                Pair.checked(pairs).stream().map(Pair::toDelete).toList());
            case CLEAR -> area.attachments().delete(admin, message, null);
            default ->
                throw ErrorCode.MESSAGE_INVALID_REQUEST.because("OperateType is " + operation + ", expected 1, 2 or 3");
        };
        return new Changed(outcomes.stream()
                .map(outcome -> new Outcome(outcome.code(), Pair.of(outcome)))
                .toList());
    }

    record GroupChange(
            @JsonProperty("GroupId") @Nullable String groupID,
            @Nullable Long msgSeq,
            @Nullable Integer operateType,
            @Nullable List<Pair> extensionList) {}

    private static Changed changeInGroup(RestReceipts area, GroupChange request) {
        var message = RestNames.message(request.groupID(), null, request.msgSeq());
        return numbered(() -> change(area, message, request.operateType(), request.extensionList()));
    }

    private static <T> T numbered(Supplier<T> work) {
        return RestSend.numbered(
                Map.of(ErrorCode.MESSAGE_INVALID_REQUEST, ErrorCode.GROUP_INVALID_PARAMETERS.number()), work);
    }

    /// @param startSeq only what was set after this; absent: all
    record Query(
            @JsonProperty("From_Account") @Nullable String from,
            @JsonProperty("To_Account") @Nullable String to,
            @Nullable String msgKey,
            @Nullable Long startSeq) {}

    /// @param completeFlag 1: there are no more
    /// @param latestSeq nothing was set after this
    /// @param clearSeq nothing that was set up to this is there any more
    /// @param extensionList in the order in which they were set, about 200
    record Page(int completeFlag, long latestSeq, long clearSeq, List<Pair> extensionList) {}

    private static Page list(RestReceipts area, Query request) {
        return list(
                area,
                RestNames.message(area.users(), request.from(), request.to(), request.msgKey()),
                request.startSeq());
    }

    private static Page list(RestReceipts area, NamedMessage message, @Nullable Long startSeq) {
        long after = Objects.requireNonNullElse(startSeq, 0L);
        Check.that(after >= 0, "StartSeq", after, "0 or more", ErrorCode.MESSAGE_INVALID_REQUEST);
        var known = area.attachments().extensions(area.users().administrator(), message);
        var all = known.extensions().stream()
                .sorted(Comparator.comparingLong(Extension::version).thenComparing(Extension::key))
                .toList();
        var wanted =
                all.stream().filter(extension -> extension.version() > after).toList();
        var page = wholeChanges(wanted);
        return new Page(
                page.size() == wanted.size() ? 1 : 0,
                known.change(),
                all.isEmpty() ? known.change() : all.getFirst().version() - 1,
                page.stream().map(Pair::of).toList());
    }

    /// As many as an answer holds, without a part of what was set with one call: the next page begins after it.
    private static List<Extension> wholeChanges(List<Extension> wanted) {
        if (wanted.size() <= PAGE) {
            return wanted;
        }
        long next = wanted.get(PAGE).version();
        return wanted.stream().limit(PAGE).filter(one -> one.version() < next).toList();
    }

    record GroupQuery(
            @JsonProperty("GroupId") @Nullable String groupID,
            @Nullable Long msgSeq,
            @Nullable Long startSeq) {}

    private static Page listInGroup(RestReceipts area, GroupQuery request) {
        var message = RestNames.message(request.groupID(), null, request.msgSeq());
        return numbered(() -> list(area, message, request.startSeq()));
    }
}
