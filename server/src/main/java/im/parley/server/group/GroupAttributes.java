package im.parley.server.group;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Limits;
import im.parley.protocol.ProtocolJson;
import im.parley.protocol.group.AttributesChanged;
import im.parley.protocol.group.AttributesResult;
import im.parley.protocol.group.DeleteAttributes;
import im.parley.protocol.group.GetAttributes;
import im.parley.protocol.group.InitAttributes;
import im.parley.protocol.group.SetAttributes;
import im.parley.server.group.GroupReports.Report;
import im.parley.server.operation.CallRate;
import im.parley.server.operation.Caller;
import im.parley.server.settings.CallbackCommand;
import im.parley.server.webhook.Callbacks;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// Keys and values that the members of a group share. All of a group are one row, changed under its lock and
/// told as a whole with a version: whoever has the highest one has what there is, whatever was lost on the way.
public final class GroupAttributes {
    private final Jdbi jdbi;
    private final MemberCalls calls;
    private final CallRate writes = CallRate.perSecond("group attributes", Limits.ATTRIBUTE_WRITES_PER_SECOND);
    private final CallRate reads = CallRate.perFiveSeconds("group.getAttributes", Limits.ATTRIBUTE_READS_PER_5_SECONDS);

    GroupAttributes(Jdbi jdbi, MemberCalls calls) {
        this.jdbi = jdbi;
        this.calls = calls;
    }

    /// See [InitAttributes]; administrators need not be in, like the following.
    public AttributesResult init(Caller caller, InitAttributes request) {
        var report = report("set", request.attributes());
        return change(caller, request.groupID(), report, before -> {
            before.checkNewest(request.version());
            return before.with(request.attributes(), true);
        });
    }

    /// See [SetAttributes].
    public AttributesResult set(Caller caller, SetAttributes request) {
        var report = report("modify", request.attributes());
        return change(caller, request.groupID(), report, before -> {
            request.attributes().keySet().forEach(key -> before.checkUnchanged(key, request.version()));
            return before.with(request.attributes(), false);
        });
    }

    /// See [DeleteAttributes].
    public AttributesResult delete(Caller caller, DeleteAttributes request) {
        var report = request.keyList().isEmpty() ? report("clear", Map.of()) : reportDeleted(request.keyList());
        return change(caller, request.groupID(), report, before -> {
            if (request.keyList().isEmpty()) {
                before.checkNewest(request.version());
                return before.without(before.entries().keySet());
            }
            for (var key : request.keyList()) {
                before.checkUnchanged(key, request.version());
                if (!before.entries().containsKey(key)) {
                    throw ErrorCode.GROUP_ATTRIBUTE_NOT_FOUND.because("the group has no attribute " + Check.quote(key));
                }
            }
            return before.without(request.keyList());
        });
    }

    /// See [GetAttributes].
    public GetAttributes.Result get(Caller caller, GetAttributes request) {
        reads.take(caller);
        return jdbi.withHandle(handle -> {
            var group = calls.group(handle, caller, request.groupID());
            var row = select(handle, group.id(), "");
            var values = row.values();
            if (!request.keyList().isEmpty()) {
                values.keySet().retainAll(request.keyList());
            }
            return new GetAttributes.Result(row.version(), values);
        });
    }

    private static Report report(String option, Map<String, String> attributes) {
        return new Report(CallbackCommand.AFTER_ATTRIBUTES_CHANGE, body -> {
            var list = body.put("OptionType", option).putArray("GroupAttr");
            attributes.forEach((key, value) -> list.addObject().put("key", key).put("value", value));
        });
    }

    private static Report reportDeleted(List<String> keys) {
        return new Report(
                CallbackCommand.AFTER_ATTRIBUTES_CHANGE,
                body -> Callbacks.addEach(body.put("OptionType", "delete"), "GroupAttr", "key", keys));
    }

    private AttributesResult change(Caller caller, String groupID, Report report, UnaryOperator<Row> edit) {
        writes.take(caller);
        return calls.change(caller, groupID, (handle, group) -> {
            var before = locked(handle, group.id());
            var after = edit.apply(before);
            var result = after.since(before);
            if (after.version() == before.version()) {
                return new MemberCalls.Changed<>(result, null);
            }
            after.checkSize();
            update(handle, group.id(), after);
            var push = new AttributesChanged(
                    groupID, result.version(), result.attributes(), result.updatedKeyList(), result.deletedKeyList());
            return new MemberCalls.Changed<>(result, push, report);
        });
    }

    private static Row locked(Handle handle, long group) {
        handle.createUpdate("""
                        INSERT INTO group_attributes (group_id) VALUES (:group) ON CONFLICT DO NOTHING
                        """).bind("group", group).execute();
        return select(handle, group, " FOR NO KEY UPDATE");
    }

    private static Row select(Handle handle, long group, String lock) {
        return handle.createQuery(
                        "SELECT version, deleted_version, entries FROM group_attributes WHERE group_id = :group" + lock)
                .bind("group", group)
                .map((row, context) -> new Row(row.getLong(1), row.getLong(2), Row.parse(row.getString(3))))
                .findOne()
                .orElse(Row.NONE);
    }

    private static void update(Handle handle, long group, Row row) {
        handle.createUpdate("""
                        UPDATE group_attributes
                        SET version = :version, deleted_version = :deleted, entries = :entries::jsonb
                        WHERE group_id = :group
                        """)
                .bind("version", row.version())
                .bind("deleted", row.deleted())
                .bind("entries", row.json())
                .bind("group", group)
                .execute();
    }

    /// @param version of the row when the value was set
    private record Entry(String value, long version) {}

    /// @param deleted the version with which a key was deleted last
    private record Row(long version, long deleted, Map<String, Entry> entries) {
        static final Row NONE = new Row(0, 0, Map.of());
        private static final TypeReference<TreeMap<String, Entry>> ENTRIES = new TypeReference<>() {};

        static Map<String, Entry> parse(String json) {
            try {
                return ProtocolJson.mapper().readValue(json, ENTRIES);
            } catch (JsonProcessingException broken) {
                throw new IllegalStateException("group_attributes.entries holds what this class wrote", broken);
            }
        }

        String json() {
            return GroupChanges.json(entries).toString();
        }

        Map<String, String> values() {
            return entries.entrySet().stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, entry -> entry.getValue().value(), (one, other) -> one, TreeMap::new));
        }

        void checkNewest(@Nullable Long known) {
            if (known != null && known != version) {
                throw conflict("the group's attributes", known);
            }
        }

        /// A key that is not there may have been there: then somebody deleted it since, or another one.
        void checkUnchanged(String key, @Nullable Long known) {
            var entry = entries.get(key);
            if (known != null && known < (entry == null ? deleted : entry.version())) {
                throw conflict("attribute " + Check.quote(key), known);
            }
        }

        private RuntimeException conflict(String what, long known) {
            return ErrorCode.GROUP_ATTRIBUTE_CONFLICT.because(
                    what + " changed since version " + known + ", the newest is " + version);
        }

        /// @param alone all others go
        Row with(Map<String, String> values, boolean alone) {
            long next = version + 1;
            var wanted = new TreeMap<String, Entry>(alone ? Map.of() : entries);
            values.forEach((key, value) -> {
                var entry = entries.get(key);
                wanted.put(key, entry != null && entry.value().equals(value) ? entry : new Entry(value, next));
            });
            return wanted.equals(entries)
                    ? this
                    : new Row(next, wanted.keySet().containsAll(entries.keySet()) ? deleted : next, wanted);
        }

        Row without(Iterable<String> keys) {
            var left = new TreeMap<>(entries);
            keys.forEach(left::remove);
            return left.equals(entries) ? this : new Row(version + 1, version + 1, left);
        }

        void checkSize() {
            int bytes = entries.entrySet().stream()
                    .mapToInt(entry -> Check.utf8Length(entry.getKey())
                            + Check.utf8Length(entry.getValue().value()))
                    .sum();
            if (entries.size() > Limits.GROUP_ATTRIBUTES || bytes > Limits.ATTRIBUTES_BYTES) {
                throw ErrorCode.GROUP_ATTRIBUTE_LIMIT.because("the group would have " + entries.size()
                        + " attributes with " + bytes + " bytes, expected at most " + Limits.GROUP_ATTRIBUTES
                        + " with " + Limits.ATTRIBUTES_BYTES);
            }
        }

        AttributesResult since(Row before) {
            var updated = entries.entrySet().stream()
                    .filter(entry -> !entry.getValue().equals(before.entries.get(entry.getKey())))
                    .map(Map.Entry::getKey)
                    .toList();
            var gone = new HashSet<>(before.entries.keySet());
            gone.removeAll(entries.keySet());
            return new AttributesResult(
                    version, values(), updated, gone.stream().sorted().toList());
        }
    }
}
