package im.parley.sdk;

import im.parley.protocol.ErrorCode;
import im.parley.protocol.group.AttributesChanged;
import im.parley.protocol.group.AttributesResult;
import im.parley.protocol.group.DeleteAttributes;
import im.parley.protocol.group.GetAttributes;
import im.parley.protocol.group.InitAttributes;
import im.parley.protocol.group.SetAttributes;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/// Attributes of groups. The newest that were heard of are kept, so that a change can say what it is based
/// on.
final class GroupAttributes implements GroupAttributeApi {
    private static final Duration WINDOW = Duration.ofSeconds(5); // general#9
    private static final int WRITES = 10;
    private static final int READS = 20;
    private static final Duration MAX_AGE = Duration.ofSeconds(30); // getGroupAttributes#4

    private final SerialExecutor work;
    private final Readiness readiness;
    private final Link link;
    private final Emitter emitter;
    private final Duration timeout;
    private final RateLimit inits = limit("initGroupAttributes", WRITES);
    private final RateLimit sets = limit("setGroupAttributes", WRITES);
    private final RateLimit deletions = limit("deleteGroupAttributes", WRITES);
    private final RateLimit reads = limit("getGroupAttributes", READS);
    private final Map<String, Known> known = new HashMap<>(); // by groupID; of the executor alone

    /// @param heardAt [System#nanoTime]
    private record Known(long version, Map<String, String> attributes, long heardAt) {
        /// The same, to be asked for again.
        Known outdated() {
            return new Known(version, attributes, System.nanoTime() - MAX_AGE.toNanos());
        }

        boolean isFresh() {
            return System.nanoTime() - heardAt < MAX_AGE.toNanos();
        }
    }

    GroupAttributes(SerialExecutor work, Readiness readiness, Link link, Emitter emitter, Duration timeout) {
        this.work = work;
        this.readiness = readiness;
        this.link = link;
        this.emitter = emitter;
        this.timeout = timeout;
    }

    private static RateLimit limit(String method, int calls) {
        return new RateLimit(method, calls, WINDOW, System::nanoTime);
    }

    @Override
    public CompletableFuture<Map<String, String>> initGroupAttributes(
            String groupID, Map<String, String> groupAttributes) {
        return readiness.guard(() -> {
            Params.text("groupID", groupID);
            var wanted = attributes(groupAttributes);
            return work.answer(() -> {
                inits.take();
                return change(groupID, version -> new InitAttributes(groupID, wanted, version), result -> wanted);
            });
        });
    }

    @Override
    public CompletableFuture<Map<String, String>> setGroupAttributes(
            String groupID, Map<String, String> groupAttributes) {
        return readiness.guard(() -> {
            Params.text("groupID", groupID);
            var wanted = attributes(groupAttributes);
            Params.that(!wanted.isEmpty(), "groupAttributes", wanted, "1 or more");
            return work.answer(() -> {
                sets.take();
                return change(groupID, version -> new SetAttributes(groupID, wanted, version), result -> wanted);
            });
        });
    }

    @Override
    public CompletableFuture<List<String>> deleteGroupAttributes(String groupID, List<String> keyList) {
        return readiness.guard(() -> {
            Params.text("groupID", groupID);
            var keys = Params.list("keyList", keyList);
            return work.answer(() -> {
                deletions.take();
                return change(
                        groupID,
                        version -> new DeleteAttributes(groupID, keys, version),
                        AttributesResult::deletedKeyList);
            });
        });
    }

    @Override
    public CompletableFuture<Map<String, String>> getGroupAttributes(String groupID, List<String> keyList) {
        return readiness.guard(() -> {
            Params.text("groupID", groupID);
            var keys = Params.list("keyList", keyList);
            return work.answer(() -> {
                reads.take();
                return newest(groupID).thenApply(now -> {
                    var wanted = new TreeMap<>(now.attributes());
                    if (!keys.isEmpty()) {
                        wanted.keySet().retainAll(keys);
                    }
                    return wanted;
                });
            });
        });
    }

    private static Map<String, String> attributes(@Nullable Map<String, String> wanted) {
        Params.present("groupAttributes", wanted).forEach((key, value) -> {
            Params.text("a key of groupAttributes", key);
            Params.present("groupAttributes." + key, value);
        });
        return Map.copyOf(wanted);
    }

    private CompletableFuture<Known> newest(String groupID) {
        var cached = known.get(groupID);
        if (cached != null && cached.isFresh()) {
            return CompletableFuture.completedFuture(cached);
        }
        return link.call(new GetAttributes(groupID, List.of()), timeout)
                .thenApply(read -> tell(groupID, read.version(), read.attributes(), List.of(), List.of()));
    }

    /// Reads again what may have changed while nobody was listening. Where that fails, the next call tries again.
    void catchUp() {
        known.replaceAll((groupID, before) -> before.outdated());
        List.copyOf(known.keySet()).forEach(this::newest);
    }

    private <T> CompletableFuture<T> change(
            String groupID,
            LongFunction<im.parley.protocol.Operation<AttributesResult>> request,
            Function<AttributesResult, T> answer) {
        return newest(groupID)
                .thenCompose(now -> link.call(request.apply(now.version()), timeout))
                .whenComplete((result, failure) -> {
                    if (failure != null
                            && Answers.errorOf(failure).code() == ErrorCode.GROUP_ATTRIBUTE_CONFLICT.number()) {
                        known.computeIfPresent(groupID, (id, tooOld) -> tooOld.outdated());
                    }
                })
                .thenApply(result -> {
                    tell(
                            groupID,
                            result.version(),
                            result.attributes(),
                            result.updatedKeyList(),
                            result.deletedKeyList());
                    return answer.apply(result);
                });
    }

    void changed(AttributesChanged push) {
        tell(push.groupID(), push.version(), push.attributes(), push.updatedKeyList(), push.deletedKeyList());
    }

    /// Somebody else signs in.
    void clear() {
        known.clear();
    }

    /// The user is out of a group.
    void forget(String groupID) {
        known.remove(groupID);
    }

    /// What is told together may be more than one change, where one of them was overtaken: then it is worked
    /// out anew. What is read may have changed unheard.
    private Known tell(
            String groupID, long version, Map<String, String> attributes, List<String> updated, List<String> deleted) {
        var before = known.get(groupID);
        var now = heard(groupID, version, attributes);
        if (before != null && before.version() >= version) {
            return now;
        }
        var changed = before == null ? updated : differing(attributes, before.attributes());
        var gone = before == null
                ? deleted
                : before.attributes().keySet().stream()
                        .filter(key -> !attributes.containsKey(key))
                        .sorted()
                        .toList();
        if (!changed.isEmpty() || !gone.isEmpty()) {
            emitter.emit(
                    Events.GROUP_ATTRIBUTES_UPDATED,
                    new Events.GroupAttributes(groupID, Map.copyOf(attributes), changed, gone));
        }
        return now;
    }

    private static List<String> differing(Map<String, String> now, Map<String, String> before) {
        return now.entrySet().stream()
                .filter(entry -> !entry.getValue().equals(before.get(entry.getKey())))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    private Known heard(String groupID, long version, Map<String, String> attributes) {
        var before = known.get(groupID);
        var now = before != null && before.version() > version
                ? before
                : new Known(version, Map.copyOf(attributes), System.nanoTime());
        known.put(groupID, now);
        return now;
    }
}
