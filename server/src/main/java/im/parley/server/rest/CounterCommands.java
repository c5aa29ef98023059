package im.parley.server.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Limits;
import im.parley.protocol.Nothing;
import im.parley.protocol.group.GetCounters;
import im.parley.protocol.group.GroupCounter;
import im.parley.protocol.group.SetCounters;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Of service `group_open_http_svc`: counters of groups.
final class CounterCommands {
    private static final ErrorCode INVALID = ErrorCode.GROUP_INVALID_PARAMETERS;

    private CounterCommands() {}

    static void addTo(RestTable.Area<RestGroups> table) {
        table.on(GroupCommands.SERVICE, "get_group_counter", Keys.class, CounterCommands::get)
                .on(GroupCommands.SERVICE, "update_group_counter", Change.class, CounterCommands::update)
                .on(GroupCommands.SERVICE, "delete_group_counter", Keys.class, CounterCommands::delete);
    }

    /// @param keys absent or empty: all
    record Keys(
            @JsonProperty("GroupId") @Nullable String groupID,
            @JsonProperty("GroupCounterKeys") @Nullable List<String> keys) {
        private GetCounters toOperation() {
            return new GetCounters(GroupCommands.group(groupID), keys == null ? List.of() : keys);
        }
    }

    record Counter(@Nullable String key, @Nullable Long value) {}

    record Counters(List<Counter> groupCounter) {
        private static Counters of(List<GroupCounter> counters) {
            return new Counters(counters.stream()
                    .map(counter -> new Counter(counter.key(), counter.value()))
                    .toList());
        }
    }

    private static Counters get(RestGroups area, Keys request) {
        return GroupCommands.numbered(() -> Counters.of(area.counters()
                .get(area.users().administrator(), request.toOperation())
                .counters()));
    }

    private static Nothing delete(RestGroups area, Keys request) {
        var wanted = request.toOperation();
        return GroupCommands.numbered(() -> {
            area.counters().delete(area.users().administrator(), wanted.groupID(), wanted.keyList());
            return Nothing.INSTANCE;
        });
    }

    /// @param groupCounter 1 to 20, each key once
    /// @param mode `Set`, `Increase` or `Decrease`
    record Change(
            @JsonProperty("GroupId") @Nullable String groupID,
            @Nullable List<Counter> groupCounter,
            @Nullable String mode) {
        /// By key, checked like those of clients.
        private SetCounters toOperation() {
            var values = new HashMap<String, Long>();
            for (var counter : Check.list("GroupCounter", groupCounter, Limits.GROUP_COUNTERS, INVALID)) {
                var key = Check.present("Key", counter.key(), INVALID);
                var value = Check.present("Value", counter.value(), INVALID);
                Check.that(values.putIfAbsent(key, value) == null, "Key", key, "each once", INVALID);
            }
            return new SetCounters(GroupCommands.group(groupID), values);
        }
    }

    /// The counters as they are now.
    private static Counters update(RestGroups area, Change request) {
        var wanted = request.toOperation();
        var mode = Check.present("Mode", request.mode(), INVALID);
        return GroupCommands.numbered(() -> Counters.of(
                switch (mode) {
                    case "Set" ->
                        area.counters()
                                .set(area.users().administrator(), wanted)
                                .counters();
                    case "Increase" ->
                        area.counters().add(area.users().administrator(), wanted.groupID(), wanted.counters());
                    case "Decrease" ->
                        area.counters()
                                .add(area.users().administrator(), wanted.groupID(), negative(wanted.counters()));
                    default ->
                        throw INVALID.because("Mode is " + Check.quote(mode) + ", expected Set, Increase or Decrease");
                }));
    }

    private static Map<String, Long> negative(Map<String, Long> values) {
        var negative = new HashMap<String, Long>();
        values.forEach((key, value) -> {
            Check.that(value != Long.MIN_VALUE, "Value", value, "one whose negative has 64 bits, too", INVALID);
            negative.put(key, -value);
        });
        return negative;
    }
}
